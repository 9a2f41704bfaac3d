package io.kspec.lifecycle.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.json.Json;
import io.kspec.lifecycle.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RolloutMachineTest {
    private static final Strategy ONCE = new Strategy.Direct(10, false, Duration.ofMinutes(5));
    private static final Answer BROKEN = new Answer.Refused("it broke");

    @Test
    void aClusterGoesThroughItsStepsInTheOrderThatLosesNothing() {
        Play play = Play.begun(ONCE, true, "a").run();
        assertThat(words(play))
                .containsExactly(
                        "Judge",
                        "ClaimSlot",
                        "AcquireLease",
                        "CheckHealth",
                        "Export",
                        "ApplyCrds",
                        "InstallRelease",
                        "CheckHealth",
                        "VerifyObjects",
                        "ReleaseLease",
                        "ReleaseSlot",
                        "Notify");
    }

    @Test
    void goingBackTakesTheSixSteps() {
        Play play = Play.begun(ONCE, true, "a")
                .until(Command.InstallRelease.class)
                .answer(Command.InstallRelease.class, BROKEN);
        int from = play.all.size();
        play.run();
        assertThat(words(play).subList(from - 1, play.all.size()))
                .containsExactly(
                        "RecoverRelease",
                        "RestoreRecord",
                        "JudgeBack",
                        "Export",
                        "RollBackRelease",
                        "CheckHealth",
                        "VerifyObjects",
                        "ReleaseLease",
                        "ReleaseSlot",
                        "Notify");
    }

    @Test
    void aFirstInstallationIsUninstalledAndItsCustomResourcesAreCompared() {
        Play play = Play.of(ONCE, true, List.of(), true, "a");
        play.send(new Event.Submitted());
        play.until(Command.InstallRelease.class)
                .answer(Command.InstallRelease.class, BROKEN)
                .run();
        assertThat(play.rollout.state()).isEqualTo(State.ROLLED_BACK);
        assertThat(play.given(Command.UninstallRelease.class)).hasSize(1);
        assertThat(play.given(Command.VerifyObjects.class)).hasSize(1);
        assertThat(play.given(Command.RollBackRelease.class)).isEmpty();
    }

    @Test
    void oneFailedCheckOfTenRollsOneClusterBack() {
        assertThat(canaryWithFailures(1, 1).rollout.state()).isEqualTo(State.ROLLED_BACK);
    }

    @Test
    void oneFailedCheckOfTwentyGoesOnAndTwoRollBack() {
        assertThat(canaryWithFailures(2, 1).rollout.state()).isEqualTo(State.COMPLETED);
        assertThat(canaryWithFailures(2, 2).rollout.state()).isEqualTo(State.ROLLED_BACK);
    }

    @Test
    void threeFailedChecksOfSeventyGoOnAndFourRollBack() {
        assertThat(canaryWithFailures(7, 3).rollout.state()).isEqualTo(State.COMPLETED);
        assertThat(canaryWithFailures(7, 4).rollout.state()).isEqualTo(State.ROLLED_BACK);
    }

    /// All clusters in one stage; every failure on another cluster, or apart, so that none has three running.
    private static Play canaryWithFailures(int clusters, int failures) {
        Strategy oneStage =
                new Strategy.Canary(100, 20, Duration.ofMinutes(5), 0.95, Duration.ofSeconds(30), Optional.empty(), 3);
        String[] names = IntStream.range(0, clusters).mapToObj(at -> "c" + at).toArray(String[]::new);
        Play play = Play.begun(oneStage, true, names).until(now -> now.rollout.state() == State.VALIDATING);
        play.only(Command.CheckHealth.class);
        assertThat(play.rollout.state()).isEqualTo(State.VALIDATING);
        for (int failed = 0; failed < failures; failed++) {
            if (play.open.isEmpty()) {
                play.only(Command.CheckHealth.class);
            }
            play.answer(play.open.getFirst(), Play.bad(false));
        }
        return play.run();
    }

    @Test
    void thresholdOneForgivesNothing() {
        Strategy strict =
                new Strategy.Canary(100, 20, Duration.ofMinutes(5), 1, Duration.ofSeconds(30), Optional.empty(), 3);
        Play play = Play.begun(strict, true, "a", "b").until(now -> now.rollout.state() == State.VALIDATING);
        play.only(Command.CheckHealth.class).answer(Command.CheckHealth.class, Play.bad(false));
        assertThat(play.run().rollout.state()).isEqualTo(State.ROLLED_BACK);
    }

    @Test
    void noPeriodIsExactlyOneCheckOfEachCluster() {
        Strategy none = new Strategy.Canary(100, 20, Duration.ZERO, 1, Duration.ofSeconds(30), Optional.empty(), 3);
        Play play = Play.begun(none, true, "a", "b").run();
        assertThat(play.given(Command.CheckHealth.class)).hasSize(4); // with one baseline of each
    }

    @Test
    void threeFailedChecksRunningAbortAtOnce() {
        Play play =
                Play.begun(Strategy.Canary.defaults(), true, "a").until(now -> now.rollout.state() == State.VALIDATING);
        for (int check = 0; check < 3; check++) {
            assertThat(play.rollout.state()).isEqualTo(State.VALIDATING);
            play.only(Command.CheckHealth.class).answer(Command.CheckHealth.class, Play.bad(false));
        }
        assertThat(play.rollout.state()).isEqualTo(State.ROLLING_BACK);
    }

    @Test
    void unknownNeitherCountsNorResets() {
        Play play =
                Play.begun(Strategy.Canary.defaults(), true, "a").until(now -> now.rollout.state() == State.VALIDATING);
        for (Answer answer : List.of(Play.bad(false), Play.unreadable(), Play.bad(false), Play.silent())) {
            play.only(Command.CheckHealth.class).answer(Command.CheckHealth.class, answer);
        }
        assertThat(play.row("a").checks().consecutiveFailures()).isEqualTo(2);
        play.only(Command.CheckHealth.class).answer(Command.CheckHealth.class, Play.bad(false));
        assertThat(play.rollout.state()).isEqualTo(State.ROLLING_BACK);
    }

    @Test
    void anUnreachableClusterHoldsTheGateUntilItAnswers() {
        Play play = Play.begun(ONCE, true, "a").until(now -> now.rollout.state() == State.VALIDATING);
        for (int silence = 0; silence < 50; silence++) {
            play.only(Command.CheckHealth.class).answer(Command.CheckHealth.class, Play.silent());
            assertThat(play.rollout.state()).isEqualTo(State.VALIDATING);
        }
        assertThat(play.rollout.clockwork().waiting().orElseThrow().reason()).isEqualTo(WaitingFor.RETRY_BACKOFF);
        assertThat(play.run().rollout.state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void aClusterWithoutAnyResultFailsTheGate() {
        Play play = Play.begun(ONCE, true, "a").until(now -> now.rollout.state() == State.VALIDATING);
        for (int check = 0; check < 4; check++) {
            play.only(Command.CheckHealth.class).answer(Command.CheckHealth.class, Play.unreadable());
        }
        assertThat(play.rollout.state()).isEqualTo(State.ROLLING_BACK);
    }

    @Test
    void everythingChangedGoesBackNewestWaveFirst() {
        Strategy rolling = new Strategy.Rolling(List.of(), Duration.ZERO, Duration.ZERO, true);
        Play play = Play.begun(rolling, true, "a", "b", "c")
                .until(now -> now.row("b").state() == State.VALIDATING);
        play.only(Command.CheckHealth.class)
                .answer(Command.CheckHealth.class, Play.bad(true))
                .run();
        assertThat(play.given(Command.RollBackRelease.class).stream().map(Command.RollBackRelease::cluster))
                .containsExactly("b", "a");
        assertThat(play.row("c").state()).isEqualTo(State.SKIPPED);
        assertThat(play.rollout.state()).isEqualTo(State.ROLLED_BACK);
    }

    @Test
    void withoutStopOnFailureOnlyTheFailedClusterGoesBackAndTheEndIsFailed() {
        Strategy rolling = new Strategy.Rolling(List.of(), Duration.ZERO, Duration.ZERO, false);
        Play play = Play.begun(rolling, true, "a", "b", "c")
                .until(now -> now.row("b").state() == State.VALIDATING);
        play.only(Command.CheckHealth.class)
                .answer(Command.CheckHealth.class, Play.bad(true))
                .run();
        assertThat(play.rollout.state()).isEqualTo(State.FAILED);
        assertThat(play.rollout.failure().orElseThrow().meaning()).isEqualTo(FailureMeaning.ROLLBACK_OFF);
        assertThat(play.row("a").state()).isEqualTo(State.COMPLETED);
        assertThat(play.row("b").state()).isEqualTo(State.ROLLED_BACK);
        assertThat(play.row("c").state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void directKeepsASlidingNumberOfClustersAtWork() {
        Play play = Play.begun(new Strategy.Direct(2, false, Duration.ofMinutes(5)), true, "a", "b", "c", "d")
                .only(Command.InstallRelease.class);
        assertThat(play.open).hasSize(2);
        play.answer(play.open.getFirst(), play.good(play.open.getFirst()));
        play.only(Command.InstallRelease.class);
        assertThat(play.open).hasSize(2);
    }

    @Test
    void whilePausedNothingNewBeginsAndHealthStillRollsBack() {
        Play play = Play.begun(ONCE, true, "a", "b").until(Command.Export.class);
        play.send(new Event.PauseRequested("rita"));
        play.run();
        assertThat(play.given(Command.ApplyCrds.class)).isEmpty();
        assertThat(play.rollout.clockwork().waiting().orElseThrow().reason()).isEqualTo(WaitingFor.PAUSE);
        play.send(new Event.ResumeRequested("rita"));
        play.until(now -> now.rollout.state() == State.VALIDATING);
        play.send(new Event.PauseRequested("rita"));
        play.only(Command.CheckHealth.class).answer(Command.CheckHealth.class, Play.bad(true));
        assertThat(play.run().rollout.state()).isEqualTo(State.ROLLED_BACK);
    }

    @Test
    void cancelLetsRunningClustersFinishAndSkipsTheOthers() {
        Play play = Play.begun(new Strategy.Direct(1, false, Duration.ofMinutes(5)), true, "a", "b")
                .until(Command.InstallRelease.class);
        play.send(new Event.CancelRequested("rita"));
        assertThat(play.rollout.flags().cancelRequested()).isTrue();
        assertThat(play.rollout.state()).isEqualTo(State.DEPLOYING);
        play.run();
        assertThat(play.rollout.state()).isEqualTo(State.CANCELLED);
        assertThat(play.row("a").state()).isEqualTo(State.COMPLETED);
        assertThat(play.row("b").state()).isEqualTo(State.SKIPPED);
    }

    @Test
    void aConsentToSomethingElseIsAskedForAgain() {
        Play play = Play.of(ONCE, true, List.of(ApprovalKind.PRODUCTION_DEPLOYMENT), false, "a");
        play.send(new Event.Submitted());
        play.run();
        Event old = new Event.ApprovalDecided(
                ApprovalKind.PRODUCTION_DEPLOYMENT, "digest", Event.ApprovalDecided.Outcome.APPROVED, "adam", "");
        play.now = play.now.plus(Duration.ofMinutes(11));
        play.send(old); // the judgement is old by now and made again
        play.answer(Command.Judge.class, play.judged("other", List.of()));
        assertThat(play.given(Command.RequestApproval.class).stream().map(Command.RequestApproval::digest))
                .containsExactly("digest", "other");
        assertThat(play.send(old).ignored()).isPresent();
        assertThat(play.run().given(Command.InstallRelease.class)).isEmpty();
    }

    @Test
    void afterTheWatchWindowNothingRollsBackOnItsOwn() {
        Play play = Play.begun(ONCE, true, "a").run();
        play.now = play.now.plus(Play.WATCH);
        assertThat(play.send(new Event.HealthObserved("a", 1, Play.failing(true)))
                        .ignored())
                .isPresent();
        assertThat(play.rollout.state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void aClusterOfALaterRolloutIsNeverTouchedAgain() {
        Play play = Play.begun(ONCE, true, "a", "b").run();
        play.send(new Event.Superseded("a", "later"));
        play.send(new Event.RollbackRequested("rita", "customers complain", List.of()));
        play.run();
        assertThat(play.given(Command.RollBackRelease.class).stream().map(Command.RollBackRelease::cluster))
                .containsExactly("b");
    }

    @Test
    void lostCustomResourcesRollBack() {
        Play play = Play.begun(ONCE, true, "a")
                .until(Command.VerifyObjects.class)
                .answer(
                        Command.VerifyObjects.class,
                        new Answer.Verified(new InventoryDigest("x", 2), 1, "one is gone"));
        assertThat(play.rollout.state()).isEqualTo(State.ROLLING_BACK);
        assertThat(play.rollout.rollback().orElseThrow().reason()).contains("one is gone");
    }

    @Test
    void trafficMovesOnlyWhenEveryClusterIsHealthyAndTheOldColourIsKept() {
        Play play = Play.begun(Strategy.BlueGreen.defaults(), true, "a", "b").run();
        assertThat(play.rollout.state()).isEqualTo(State.COMPLETED);
        List<String> words = words(play);
        assertThat(words.indexOf("SwitchTraffic")).isGreaterThan(words.lastIndexOf("InstallRelease"));
        assertThat(play.given(Command.RemoveColour.class)).hasSize(2).allMatch(remove -> remove.notBefore()
                .isPresent());
    }

    @Test
    void withoutAutoSwitchTrafficWaitsForAPerson() {
        Strategy.BlueGreen usual = Strategy.BlueGreen.defaults();
        Strategy manual = new Strategy.BlueGreen(
                "blue",
                "green",
                usual.validationPeriod(),
                false,
                usual.switchMonitoringPeriod(),
                usual.retentionPeriod());
        Play play = Play.begun(manual, true, "a").run();
        assertThat(play.rollout.clockwork().waiting().orElseThrow().reason()).isEqualTo(WaitingFor.MANUAL_SWITCH);
        play.send(new Event.SwitchRequested("rita"));
        assertThat(play.run().rollout.state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void aFirstInstallationHasNoColoursAndWaitsForNobodyToSwitch() {
        Strategy manual = new Strategy.BlueGreen(
                "blue", "green", Duration.ofMinutes(1), false, Duration.ofMinutes(1), Duration.ofHours(1));
        Play play = Play.of(manual, true, List.of(), true, "a", "b");
        play.send(new Event.Submitted());
        assertThat(play.run().rollout.state()).isEqualTo(State.COMPLETED);
        assertThat(play.given(Command.InstallRelease.class)).hasSize(2).allMatch(install -> install.namespace()
                .isEmpty());
        assertThat(words(play)).doesNotContain("SwitchTraffic", "ScaleDown", "RemoveColour");
    }

    @Test
    void aClusterWithoutAnOldColourIsDoneWhenTheOthersHaveBeenWatched() {
        Play play = Play.of(Strategy.BlueGreen.defaults(), true, "a", "b");
        play.send(new Event.Submitted());
        Answer.Judged both = (Answer.Judged) play.judged("digest", List.of());
        Answer.ClusterFacts fresh =
                new Answer.ClusterFacts("b", both.clusters().getLast().target(), Optional.empty(), Optional.empty());
        play.answer(
                Command.Judge.class,
                new Answer.Judged(
                        "digest", List.of(), List.of(both.clusters().getFirst(), fresh), List.of(), List.of()));
        assertThat(play.run().rollout.state()).isEqualTo(State.COMPLETED);
        assertThat(play.given(Command.SwitchTraffic.class).stream().map(Command.SwitchTraffic::cluster))
                .containsExactly("a");
    }

    @Test
    void theOldColourKeepsItsPodsForAMomentAfterTrafficMoved() {
        Play play = Play.begun(Strategy.BlueGreen.defaults(), true, "a").until(Command.SwitchTraffic.class);
        play.answer(Command.SwitchTraffic.class, new Answer.Done());
        assertThat(play.open).isEmpty();
        play.wake();
        assertThat(play.open(Command.ScaleDown.class).namespace()).isEqualTo("operators-blue");
    }

    @Test
    void afterTheSwitchTheOldColourGetsItsReplicasBackBeforeItsTraffic() {
        Play play = Play.begun(Strategy.BlueGreen.defaults(), true, "a")
                .until(now -> now.row("a").step() == Step.CHECK_SWITCHED)
                .only(Command.CheckHealth.class)
                .answer(Command.CheckHealth.class, Play.bad(true));
        assertThat(play.run().rollout.state()).isEqualTo(State.ROLLED_BACK);
        List<String> words = words(play);
        assertThat(words.indexOf("ScaleUp")).isLessThan(words.indexOf("SwitchBack"));
        assertThat(play.given(Command.ScaleUp.class).getFirst().replicas())
                .isEqualTo(Map.of("Deployment/certificates", 2));
        assertThat(play.given(Command.RollBackRelease.class)).isEmpty();
    }

    @Test
    void aWaitDoesNotEndEarlyWhenTheClockGoesBackAndForth() {
        Play play =
                Play.begun(Strategy.Canary.defaults(), true, "a").until(now -> now.rollout.state() == State.VALIDATING);
        var begun = play.now;
        play.now = begun.minus(Duration.ofHours(2));
        play.send(new Event.PauseRequested("rita"));
        play.send(new Event.ResumeRequested("rita"));
        play.now = begun.plusSeconds(29);
        play.send(new Event.TimePassed());
        assertThat(play.open).isEmpty();
        play.now = begun.plusSeconds(30);
        play.send(new Event.TimePassed());
        assertThat(play.open).hasSize(1);
    }

    @Test
    void anAlarmThatRingsTooEarlyIsSetAgain() {
        Play play =
                Play.begun(Strategy.Canary.defaults(), true, "a").until(now -> now.rollout.state() == State.VALIDATING);
        assertThat(play.send(new Event.TimePassed()).commands()).hasOnlyElementsOfType(Command.WakeAt.class);
    }

    @Test
    void whatANewerProgramAddedIsIgnored() throws Exception {
        Rollout rollout = Play.begun(ONCE, true, "a").run().rollout;
        String newer = Json.write(rollout).replaceFirst("\\{", "{\"invented\":{\"later\":1},");
        assertThat(Json.mapper().readValue(newer, Rollout.class)).isEqualTo(rollout);
    }

    @Test
    void whatANewerSchemaMeansIsLeftToTheNewerProgram() throws Exception {
        Rollout rollout = Play.begun(ONCE, true, "a").rollout;
        String newer = Json.write(rollout).replace("\"schema\":1", "\"schema\":2");
        Rollout read = Json.mapper().readValue(newer, Rollout.class);
        Decision decision = RolloutMachine.decide(read, new Event.TimePassed(), Play.START);
        assertThat(decision.ignored()).isPresent();
        assertThat(decision.next()).isEqualTo(read);
    }

    @Test
    void whatAnOlderProgramDidNotKnowIsAbsent() throws Exception {
        Rollout rollout = Play.begun(ONCE, true, "a").rollout;
        String older = Json.write(rollout).replace("\"rollback\":null,", "").replace("\"breaking\":[],", "");
        assertThat(older).doesNotContain("\"rollback\"").doesNotContain("\"breaking\"");
        assertThat(Json.mapper().readValue(older, Rollout.class)).isEqualTo(rollout);
    }

    @Test
    void withRollbackOffAnUnhealthyOperatorIsToldOfOnce() {
        Play play = Play.begun(ONCE, false, "a").run();
        for (int number = 1; number <= 9; number++) {
            play.send(new Event.HealthObserved("a", number, Play.failing(false)));
        }
        assertThat(play.rollout.state()).isEqualTo(State.COMPLETED);
        assertThat(play.given(Command.Notify.class).stream().map(Command.Notify::subject))
                .containsOnlyOnce("OperatorUnhealthy");
    }

    @Test
    void anObservationThatComesTwiceCountsOnce() {
        Play play = Play.begun(ONCE, true, "a").run();
        for (int again = 0; again < 5; again++) {
            play.send(new Event.HealthObserved("a", 1, Play.failing(false)));
        }
        assertThat(play.row("a").checks().consecutiveFailures()).isEqualTo(1);
    }

    @Test
    void planningThatCannotBeDoneNowIsGivenUpAfterSeventyFiveSeconds() {
        Play play = silent(Play.begun(ONCE, true, "a"), Command.Judge.class);

        assertThat(play.rollout.state()).isEqualTo(State.FAILED);
        assertThat(play.rollout.failure())
                .hasValueSatisfying(why -> assertThat(why.toString()).contains("silence"));
        assertThat(Duration.between(Play.START, play.now)).isEqualTo(Duration.ofSeconds(75));
    }

    @Test
    void theWayBackThatCannotBeGoneNowIsGivenUpAfterTwentyMinutesAndCanBeTriedAgain() {
        Play play = Play.begun(ONCE, true, "a")
                .until(Command.InstallRelease.class)
                .answer(Command.InstallRelease.class, BROKEN)
                .until(Command.RollBackRelease.class);
        Instant before = play.now;
        silent(play, Command.RollBackRelease.class);

        assertThat(play.rollout.state()).isEqualTo(State.FAILED);
        assertThat(Duration.between(before, play.now)).isEqualTo(Duration.ofSeconds(1215));
        play.send(new Event.RetryRequested("rita", "a"));
        assertThat(play.run().rollout.state()).isEqualTo(State.ROLLED_BACK);
    }

    @Test
    void theWayForwardIsTriedForAsLongAsItTakes() {
        Play play = Play.begun(ONCE, true, "a").until(Command.InstallRelease.class);
        for (int times = 0; times < 100; times++) {
            play.answer(Command.InstallRelease.class, new Answer.Unavailable("silence"));
            play.until(Command.InstallRelease.class);
        }

        assertThat(play.row("a").error()).contains("silence");
        assertThat(play.run().rollout.state()).isEqualTo(State.COMPLETED);
    }

    private static Play silent(Play play, Class<? extends Command> kind) {
        while (!play.rollout.state().terminal()) {
            play.until(kind);
            if (!play.rollout.state().terminal()) {
                play.answer(kind, new Answer.Unavailable("silence"));
            }
            play.until(now -> !now.open.isEmpty() || now.rollout.state().terminal());
        }
        return play;
    }

    @Test
    void everyKindOfCommandIsKnownToTheStore() {
        assertThat(Command.kinds()).hasSize(24).doesNotHaveDuplicates();
    }

    private static List<String> words(Play play) {
        return play.all.stream()
                .filter(command -> !(command instanceof Command.WakeAt))
                .map(Command::word)
                .toList();
    }
}
