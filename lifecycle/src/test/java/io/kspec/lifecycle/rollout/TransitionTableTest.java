package io.kspec.lifecycle.rollout;

import static io.kspec.lifecycle.rollout.State.CANCELLED;
import static io.kspec.lifecycle.rollout.State.COMPLETED;
import static io.kspec.lifecycle.rollout.State.DEPLOYING;
import static io.kspec.lifecycle.rollout.State.FAILED;
import static io.kspec.lifecycle.rollout.State.PLANNING;
import static io.kspec.lifecycle.rollout.State.ROLLED_BACK;
import static io.kspec.lifecycle.rollout.State.ROLLING_BACK;
import static io.kspec.lifecycle.rollout.State.VALIDATING;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.rollout.Transition.Arrow;
import io.kspec.lifecycle.strategy.Strategy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Plays one story for each arrow of the table of states.
final class TransitionTableTest {
    private static final Strategy QUICK = new Strategy.Direct(10, false, Duration.ofMinutes(5));
    private static final Strategy TWO_WAVES = new Strategy.Rolling(List.of(), Duration.ZERO, Duration.ZERO, true);
    private static final Strategy ON_ITS_OWN = new Strategy.Rolling(List.of(), Duration.ZERO, Duration.ZERO, false);
    private static final Answer BROKEN = new Answer.Refused("it broke");

    @TestFactory
    Stream<DynamicTest> everyArrowHasAStory() {
        Map<Arrow, Supplier<Play>> stories = stories();
        return Transition.ROLLOUTS.stream()
                .map(arrow -> DynamicTest.dynamicTest(name(arrow), () -> {
                    assertThat(stories).containsKey(arrow);
                    assertThat(stories.get(arrow).get().arrows()).contains(arrow);
                }));
    }

    @Test
    void everyArrowOfAClusterIsTakenInAStory() {
        List<Arrow> taken = Stream.concat(stories().values().stream(), clusterStories())
                .flatMap(story -> story.get().run().history.stream())
                .filter(transition -> transition.cluster().isPresent())
                .map(Transition::arrow)
                .distinct()
                .toList();
        assertThat(taken).containsExactlyInAnyOrderElementsOf(Transition.CLUSTERS);
    }

    @Test
    void noStoryTellsOfAnArrowThatTheTableLacks() {
        assertThat(Transition.ROLLOUTS).containsAll(stories().keySet());
        assertThat(Transition.ROLLOUTS).doesNotHaveDuplicates();
        assertThat(Transition.CLUSTERS).doesNotHaveDuplicates();
    }

    private static String name(Arrow arrow) {
        return "%s to %s by %s"
                .formatted(
                        arrow.from().map(State::word).orElse("nothing"),
                        arrow.to().word(),
                        arrow.trigger());
    }

    private static Arrow arrow(State from, State to, Trigger trigger) {
        return new Arrow(Optional.of(from), to, trigger);
    }

    private static Map<Arrow, Supplier<Play>> stories() {
        Map<Arrow, Supplier<Play>> stories = new LinkedHashMap<>();
        stories.put(new Arrow(Optional.empty(), PLANNING, Trigger.SUBMITTED), () -> play(QUICK));
        beforeTheStart(stories);
        deploying(stories);
        validating(stories);
        afterwards(stories);
        return stories;
    }

    private static void beforeTheStart(Map<Arrow, Supplier<Play>> stories) {
        stories.put(arrow(PLANNING, DEPLOYING, Trigger.PLAN_SETTLED), () -> play(QUICK)
                .run());
        stories.put(
                arrow(PLANNING, FAILED, Trigger.PLAN_REFUSED), () -> play(QUICK).answer(Command.Judge.class, BROKEN));
        stories.put(arrow(PLANNING, CANCELLED, Trigger.CANCELLED), () -> {
            Play play = asked();
            play.send(cancel());
            return play;
        });
        stories.put(
                arrow(PLANNING, CANCELLED, Trigger.APPROVAL_REJECTED),
                () -> decided(Event.ApprovalDecided.Outcome.REJECTED));
        stories.put(
                arrow(PLANNING, CANCELLED, Trigger.APPROVAL_EXPIRED),
                () -> decided(Event.ApprovalDecided.Outcome.EXPIRED));
    }

    private static void deploying(Map<Arrow, Supplier<Play>> stories) {
        stories.put(arrow(DEPLOYING, VALIDATING, Trigger.INSTALLED), () -> play(QUICK)
                .run());
        stories.put(
                arrow(DEPLOYING, ROLLING_BACK, Trigger.OPERATION_FAILED),
                () -> play(QUICK).until(Command.InstallRelease.class).answer(Command.InstallRelease.class, BROKEN));
        stories.put(arrow(DEPLOYING, ROLLING_BACK, Trigger.HEALTH_FAILED), () -> {
            Play play = secondWave(true);
            play.send(new Event.HealthObserved("a", 1, Play.failing(true)));
            return play;
        });
        stories.put(arrow(DEPLOYING, ROLLING_BACK, Trigger.ROLLBACK_REQUESTED), () -> {
            Play play = play(QUICK).until(Command.InstallRelease.class);
            play.send(back());
            return play;
        });
        stories.put(arrow(DEPLOYING, FAILED, Trigger.OPERATION_FAILED), () -> off(QUICK)
                .only(Command.InstallRelease.class)
                .answer(Command.InstallRelease.class, BROKEN)
                .run());
        stories.put(arrow(DEPLOYING, FAILED, Trigger.HEALTH_FAILED), () -> {
            Play play = secondWave(false);
            play.send(new Event.HealthObserved("a", 1, Play.failing(true)));
            return play.run();
        });
        stories.put(arrow(DEPLOYING, CANCELLED, Trigger.CANCELLED), () -> {
            Play play = play(QUICK).until(Command.Export.class);
            play.send(cancel());
            return play.run();
        });
    }

    private static void validating(Map<Arrow, Supplier<Play>> stories) {
        stories.put(arrow(VALIDATING, DEPLOYING, Trigger.GATE_PASSED), () -> play(TWO_WAVES)
                .run());
        stories.put(arrow(VALIDATING, DEPLOYING, Trigger.RETRIED), TransitionTableTest::retriedMeanwhile);
        stories.put(arrow(VALIDATING, COMPLETED, Trigger.FINISHED), () -> play(QUICK)
                .run());
        stories.put(arrow(VALIDATING, ROLLING_BACK, Trigger.HEALTH_FAILED), () -> checking(true)
                .answer(Command.CheckHealth.class, Play.bad(true)));
        stories.put(
                arrow(VALIDATING, ROLLING_BACK, Trigger.OPERATION_FAILED),
                () -> play(QUICK).until(Command.VerifyObjects.class).answer(Command.VerifyObjects.class, BROKEN));
        stories.put(arrow(VALIDATING, ROLLING_BACK, Trigger.ROLLBACK_REQUESTED), () -> {
            Play play = checking(true);
            play.send(back());
            return play;
        });
        stories.put(arrow(VALIDATING, FAILED, Trigger.HEALTH_FAILED), () -> checking(false)
                .answer(Command.CheckHealth.class, Play.bad(true))
                .run());
        stories.put(arrow(VALIDATING, FAILED, Trigger.OPERATION_FAILED), () -> off(QUICK)
                .until(Command.VerifyObjects.class)
                .answer(Command.VerifyObjects.class, BROKEN)
                .run());
        stories.put(arrow(VALIDATING, CANCELLED, Trigger.CANCELLED), () -> {
            Play play = checking(true);
            play.send(cancel());
            return play.run();
        });
    }

    private static void afterwards(Map<Arrow, Supplier<Play>> stories) {
        stories.put(arrow(COMPLETED, ROLLING_BACK, Trigger.HEALTH_FAILED), () -> {
            Play play = play(QUICK).run();
            play.send(new Event.HealthObserved("a", 1, Play.failing(true)));
            return play;
        });
        stories.put(arrow(COMPLETED, ROLLING_BACK, Trigger.ROLLBACK_REQUESTED), () -> {
            Play play = play(QUICK).run();
            play.send(back());
            return play;
        });
        stories.put(arrow(FAILED, ROLLING_BACK, Trigger.ROLLBACK_REQUESTED), () -> {
            Play play = stories.get(arrow(DEPLOYING, FAILED, Trigger.OPERATION_FAILED))
                    .get();
            play.send(back());
            return play;
        });
        stories.put(arrow(FAILED, PLANNING, Trigger.RETRIED), () -> {
            Play play = stories.get(arrow(DEPLOYING, FAILED, Trigger.OPERATION_FAILED))
                    .get();
            play.send(new Event.RetryRequested("rita", "a"));
            assertThat(play.run().rollout.state()).isEqualTo(COMPLETED);
            return play;
        });
        stories.put(arrow(CANCELLED, ROLLING_BACK, Trigger.ROLLBACK_REQUESTED), () -> {
            Play play =
                    stories.get(arrow(VALIDATING, CANCELLED, Trigger.CANCELLED)).get();
            play.send(back());
            return play;
        });
        stories.put(arrow(ROLLING_BACK, ROLLED_BACK, Trigger.RESTORED), () -> stories.get(
                        arrow(DEPLOYING, ROLLING_BACK, Trigger.OPERATION_FAILED))
                .get()
                .run());
        stories.put(arrow(ROLLING_BACK, FAILED, Trigger.RESTORE_FAILED), TransitionTableTest::notRestored);
        stories.put(arrow(FAILED, ROLLING_BACK, Trigger.RETRIED), () -> {
            Play play = notRestored();
            play.send(new Event.RetryRequested("rita", "a"));
            assertThat(play.run().rollout.state()).isEqualTo(ROLLED_BACK);
            return play;
        });
    }

    /// What only happens to clusters.
    private static Stream<Supplier<Play>> clusterStories() {
        return Stream.of(
                TransitionTableTest::cutShortWhileInstalling,
                TransitionTableTest::cutShortWhileSilent,
                TransitionTableTest::skippedAndTakenUpAgain,
                TransitionTableTest::withdrawn,
                TransitionTableTest::aloneByHealth,
                TransitionTableTest::aloneByInstallation,
                TransitionTableTest::aloneByComparison,
                TransitionTableTest::aloneAfterItsGate,
                TransitionTableTest::backWhileItWaitsForAnotherTry,
                TransitionTableTest::backAfterItWasSkippedAgain);
    }

    private static Play cutShortWhileInstalling() {
        Play play = play(QUICK).until(Command.InstallRelease.class);
        play.send(cancel());
        return play.answer(Command.InstallRelease.class, new Answer.Unavailable("silence"));
    }

    private static Play cutShortWhileSilent() {
        Play play = checking(true);
        play.send(cancel());
        return play.answer(Command.CheckHealth.class, Play.silent());
    }

    private static Play skippedAndTakenUpAgain() {
        Play play = off(TWO_WAVES)
                .until(Command.InstallRelease.class)
                .answer(Command.InstallRelease.class, BROKEN)
                .run();
        play.send(new Event.RetryRequested("rita", "a"));
        return play;
    }

    private static Play withdrawn() {
        Play play = play(Strategy.BlueGreen.defaults()).until(now -> now.rollout.state() == VALIDATING);
        play.send(cancel());
        return play;
    }

    private static Play aloneByHealth() {
        Play play = play(ON_ITS_OWN)
                .until(now -> now.rollout.state() == VALIDATING)
                .only(Command.CheckHealth.class)
                .answer(Command.CheckHealth.class, Play.bad(true))
                .run();
        play.send(new Event.RetryRequested("rita", "a"));
        return play;
    }

    private static Play aloneByInstallation() {
        return play(ON_ITS_OWN).until(Command.InstallRelease.class).answer(Command.InstallRelease.class, BROKEN);
    }

    private static Play aloneByComparison() {
        return play(ON_ITS_OWN).until(Command.VerifyObjects.class).answer(Command.VerifyObjects.class, BROKEN);
    }

    private static Play aloneAfterItsGate() {
        Play play =
                Play.begun(ON_ITS_OWN, true, "a", "b").until(now -> now.row("b").state() == DEPLOYING);
        play.send(new Event.HealthObserved("a", 1, Play.failing(true)));
        return play;
    }

    private static Play backWhileItWaitsForAnotherTry() {
        Play play = off(ON_ITS_OWN)
                .until(Command.InstallRelease.class)
                .answer(Command.InstallRelease.class, BROKEN)
                .until(now -> now.rollout.state() == VALIDATING);
        play.send(new Event.PauseRequested("rita"));
        play.send(new Event.RetryRequested("rita", "a"));
        play.send(back());
        return play;
    }

    /// It failed, was to be tried again, and the rollout was cancelled before it was its turn.
    private static Play backAfterItWasSkippedAgain() {
        Play play = off(QUICK)
                .only(Command.InstallRelease.class)
                .answer(Command.InstallRelease.class, BROKEN)
                .run();
        play.send(new Event.RetryRequested("rita", "a"));
        play.send(cancel());
        play.run();
        play.send(back());
        return play;
    }

    private static Play play(Strategy strategy) {
        return Play.begun(strategy, true, "a", "b");
    }

    private static Play off(Strategy strategy) {
        return Play.begun(strategy, false, "a", "b");
    }

    private static Event cancel() {
        return new Event.CancelRequested("rita");
    }

    private static Event back() {
        return new Event.RollbackRequested("rita", "customers complain", List.of());
    }

    private static Play asked() {
        Play play = Play.of(QUICK, true, List.of(ApprovalKind.PRODUCTION_DEPLOYMENT), false, "a");
        play.send(new Event.Submitted());
        return play.run();
    }

    private static Play decided(Event.ApprovalDecided.Outcome outcome) {
        Play play = asked();
        play.send(new Event.ApprovalDecided(ApprovalKind.PRODUCTION_DEPLOYMENT, "digest", outcome, "adam", "no"));
        return play;
    }

    private static Play checking(boolean autoRollback) {
        return Play.begun(QUICK, autoRollback, "a", "b").until(play -> play.rollout.state() == VALIDATING);
    }

    /// The first cluster is done, the second one is at work.
    private static Play secondWave(boolean autoRollback) {
        return Play.begun(TWO_WAVES, autoRollback, "a", "b")
                .until(play -> play.row("b").state() == DEPLOYING);
    }

    /// The first cluster failed and was left; while the second is validated somebody tries the first again.
    private static Play retriedMeanwhile() {
        Play play = off(ON_ITS_OWN)
                .until(Command.InstallRelease.class)
                .answer(Command.InstallRelease.class, BROKEN)
                .until(now -> now.rollout.state() == VALIDATING);
        play.send(new Event.RetryRequested("rita", "a"));
        assertThat(play.run().rollout.state()).isEqualTo(COMPLETED);
        return play;
    }

    private static Play notRestored() {
        return Play.begun(QUICK, true, "a")
                .until(Command.InstallRelease.class)
                .answer(Command.InstallRelease.class, BROKEN)
                .until(Command.RollBackRelease.class)
                .answer(Command.RollBackRelease.class, BROKEN);
    }
}
