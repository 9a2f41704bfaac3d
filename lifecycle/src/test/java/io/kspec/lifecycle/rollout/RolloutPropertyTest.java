package io.kspec.lifecycle.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.health.HealthReading;
import io.kspec.lifecycle.json.Json;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.lifecycle.strategy.Strategies;
import io.kspec.lifecycle.strategy.Strategy;
import io.kspec.lifecycle.strategy.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// Plays random rollouts and looks at what must hold after every event.
final class RolloutPropertyTest {
    /// What the world is like.
    enum Mood {
        HEALTHY,
        FAILING,
        UNREACHABLE,
        WILD
    }

    @Provide
    Arbitrary<Strategy> strategies() {
        Duration minute = Duration.ofMinutes(1);
        Duration interval = Duration.ofSeconds(30);
        return Arbitraries.of(
                Strategy.Canary.defaults(),
                new Strategy.Canary(30, 30, Duration.ZERO, 1, interval, Optional.empty(), 4),
                Strategy.Rolling.defaults(),
                new Strategy.Rolling(List.of("c2"), minute, Duration.ZERO, false),
                new Strategy.Direct(2, false, minute),
                new Strategy.Direct(10, true, minute),
                Strategy.BlueGreen.defaults(),
                new Strategy.BlueGreen("blue", "green", Duration.ZERO, true, Duration.ZERO, minute),
                new Strategy.BlueGreen("blue", "green", minute, false, minute, minute));
    }

    @Property(tries = 100)
    void aRolloutWhoseAnswersAreAllHealthyCompletes(
            @ForAll("strategies") Strategy strategy,
            @ForAll @IntRange(min = 1, max = 7) int clusters,
            @ForAll long seed) {
        Simulation simulation = new Simulation(strategy, true, clusters, Mood.HEALTHY, seed);
        simulation.disturb(200, false);
        simulation.settle();
        assertThat(simulation.play.rollout.state()).isEqualTo(State.COMPLETED);
    }

    @Property(tries = 150)
    void aFailingRolloutEndsWithEveryChangedClusterRestoredOrNamed(
            @ForAll("strategies") Strategy strategy,
            @ForAll @IntRange(min = 1, max = 7) int clusters,
            @ForAll long seed) {
        Simulation simulation = new Simulation(strategy, true, clusters, Mood.FAILING, seed);
        simulation.disturb(150, false);
        simulation.settle();
        Rollout end = simulation.play.rollout;
        assertThat(end.state()).isIn(State.COMPLETED, State.ROLLED_BACK, State.FAILED);
        if (end.state() == State.COMPLETED) {
            return;
        }
        boolean alone = strategy instanceof Strategy.Rolling rolling && !rolling.stopOnFailure();
        end.clusters().stream().filter(row -> row.state() == State.ROLLED_BACK).forEach(row -> assertThat(
                        lastWrite(simulation.play, row.cluster()))
                .isInstanceOfAny(
                        Command.RollBackRelease.class, Command.UninstallRelease.class, Command.RemoveColour.class));
        for (ClusterRow row : end.clusters()) {
            if (row.release().changed() && !(alone && row.state() == State.COMPLETED)) {
                assertThat(row.state()).isEqualTo(State.FAILED);
                assertThat(end.failure().orElseThrow().reason()).contains(row.cluster());
                assertThat(row.error()).isPresent();
            }
        }
    }

    @Property(tries = 100)
    void silenceNeverRollsBack(
            @ForAll("strategies") Strategy strategy,
            @ForAll @IntRange(min = 1, max = 5) int clusters,
            @ForAll long seed) {
        Simulation simulation = new Simulation(strategy, true, clusters, Mood.UNREACHABLE, seed);
        simulation.disturb(300, false);
        assertThat(simulation.play.history).noneMatch(transition -> transition.to() == State.ROLLING_BACK);
        simulation.mood = Mood.HEALTHY;
        simulation.settle();
        assertThat(simulation.play.rollout.state()).isEqualTo(State.COMPLETED);
    }

    @Property(tries = 200)
    void nothingThatPeopleDoBreaksARollout(
            @ForAll("strategies") Strategy strategy,
            @ForAll boolean autoRollback,
            @ForAll @IntRange(min = 1, max = 6) int clusters,
            @ForAll long seed) {
        Simulation simulation = new Simulation(strategy, autoRollback, clusters, Mood.WILD, seed);
        simulation.disturb(400, true);
        simulation.mood = Mood.HEALTHY;
        simulation.step(new Event.ResumeRequested("rita"));
        simulation.settle();
        assertThat(simulation.play.rollout.state().terminal())
                .as(() -> simulation.play.rollout.toString())
                .isTrue();
    }

    @Property(tries = 100)
    void aCancelledRolloutEnds(
            @ForAll("strategies") Strategy strategy,
            @ForAll boolean autoRollback,
            @ForAll @IntRange(min = 1, max = 6) int clusters,
            @ForAll long seed) {
        Simulation simulation = new Simulation(strategy, autoRollback, clusters, Mood.WILD, seed);
        simulation.disturb(60, false);
        simulation.step(new Event.CancelRequested("rita"));
        simulation.mood = Mood.UNREACHABLE;
        simulation.settle();
        assertThat(simulation.play.rollout.state().terminal())
                .as(() -> simulation.play.rollout.toString())
                .isTrue();
    }

    private static Command lastWrite(Play play, String cluster) {
        return play.all.stream()
                .filter(command -> command instanceof Command.OnCluster on
                        && on.cluster().equals(cluster)
                        && (on instanceof Command.InstallRelease
                                || on instanceof Command.RollBackRelease
                                || on instanceof Command.UninstallRelease
                                || on instanceof Command.RemoveColour))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    /// A world of workers, people and clocks that all misbehave.
    private static final class Simulation {
        final Play play;
        final Random random;
        final List<Event> past = new ArrayList<>();
        final Set<String> ids = new HashSet<>();
        final Set<String> exported = new HashSet<>();
        final Set<String> leased = new HashSet<>();
        final Set<ApprovalKind> granted = new HashSet<>();
        Mood mood;
        boolean judged;
        long number;

        Simulation(Strategy strategy, boolean autoRollback, int clusters, Mood mood, long seed) {
            this.mood = mood;
            random = new Random(seed);
            String[] names =
                    IntStream.range(0, clusters).mapToObj(at -> "c" + at).toArray(String[]::new);
            List<ApprovalKind> kinds = random.nextBoolean() ? List.of() : List.of(ApprovalKind.PRODUCTION_DEPLOYMENT);
            play = Play.of(strategy, autoRollback, kinds, random.nextInt(4) == 0, names);
            assertThat(play.rollout.clusters().stream().map(ClusterRow::cluster))
                    .containsExactlyInAnyOrder(names);
            step(new Event.Submitted());
        }

        /// Some random events.
        void disturb(int events, boolean people) {
            for (int at = 0; at < events; at++) {
                switch (random.nextInt(people ? 14 : 9)) {
                    case 0, 1, 2, 3, 4 -> answerOne();
                    case 5 -> pass();
                    case 6 -> repeat();
                    case 7 -> {
                        play.now = play.now.minusSeconds(random.nextInt(600));
                        step(new Event.TimePassed());
                    }
                    case 8 -> observe();
                    default -> step(request());
                }
            }
        }

        /// Answers and lets time pass until nothing moves.
        void settle() {
            for (int round = 0; round < 20_000; round++) {
                if (play.open.isEmpty()) {
                    approveAll();
                }
                if (!play.open.isEmpty()) {
                    answerOne();
                } else if (waitsForSwitch()) {
                    step(new Event.SwitchRequested("rita"));
                } else if (play.rollout.state().terminal() || !pass()) {
                    return;
                }
            }
        }

        private boolean waitsForSwitch() {
            return play.rollout
                    .clockwork()
                    .waiting()
                    .filter(waiting -> waiting.reason() == WaitingFor.MANUAL_SWITCH)
                    .isPresent();
        }

        private void approveAll() {
            for (Rollout.Consent consent : play.rollout.planning().approvals()) {
                if (!consent.granted() && play.rollout.planning().judgedAt().isPresent()) {
                    step(new Event.ApprovalDecided(
                            consent.approval(), consent.digest(), Event.ApprovalDecided.Outcome.APPROVED, "adam", ""));
                }
            }
        }

        private boolean pass() {
            Optional<Instant> wake = play.rollout.clockwork().wakeAt();
            if (wake.isEmpty()) {
                return false;
            }
            play.now = play.now.isBefore(wake.get()) ? wake.get() : play.now;
            step(new Event.TimePassed());
            return play.rollout.clockwork().wakeAt().isPresent() || !play.open.isEmpty();
        }

        private void answerOne() {
            if (!play.open.isEmpty()) {
                Command command = play.open.get(random.nextInt(play.open.size()));
                Answer answer = answer(command);
                boolean twice = random.nextInt(10) == 0;
                step(new Event.Answered(command.id(), answer));
                if (twice) {
                    step(new Event.Answered(command.id(), answer));
                }
            }
        }

        private Answer answer(Command command) {
            return switch (mood) {
                case HEALTHY -> play.good(command);
                case FAILING ->
                    random.nextInt(12) != 0
                            ? play.good(command)
                            : command instanceof Command.CheckHealth
                                    ? Play.bad(random.nextBoolean())
                                    : command instanceof Command.OnCluster && !(command instanceof Command.AcquireLease)
                                            ? new Answer.Refused("it broke")
                                            : play.good(command);
                case UNREACHABLE ->
                    command instanceof Command.OnCluster
                                    && !(command instanceof Command.AcquireLease)
                                    && random.nextInt(3) == 0
                            ? command instanceof Command.CheckHealth ? Play.silent() : new Answer.Unavailable("silence")
                            : play.good(command);
                case WILD ->
                    switch (random.nextInt(14)) {
                        case 0 -> new Answer.Unavailable("silence");
                        case 1 -> new Answer.Refused("it broke");
                        case 2 -> new Answer.Busy("somebody", Optional.empty());
                        case 3 -> Play.bad(random.nextBoolean());
                        case 4 -> Play.silent();
                        case 5 -> Play.unreadable();
                        case 6 -> new Answer.Done();
                        case 7 ->
                            command instanceof Command.VerifyObjects
                                    ? new Answer.Verified(new InventoryDigest("less", 2), 1, "one is missing")
                                    : play.good(command);
                        default -> play.good(command);
                    };
            };
        }

        private void repeat() {
            if (!past.isEmpty()) {
                step(past.get(random.nextInt(past.size())));
            }
        }

        private void observe() {
            HealthReading reading =
                    switch (mood) {
                        case HEALTHY -> HealthReading.healthy();
                        case UNREACHABLE -> HealthReading.unreachable("silence");
                        case FAILING, WILD ->
                            random.nextInt(3) == 0 ? Play.failing(random.nextInt(4) == 0) : HealthReading.healthy();
                    };
            step(new Event.HealthObserved(anyCluster(), ++number, reading));
        }

        private String anyCluster() {
            List<ClusterRow> rows = play.rollout.clusters();
            return rows.get(random.nextInt(rows.size())).cluster();
        }

        private Event request() {
            return switch (random.nextInt(9)) {
                case 0 -> new Event.PauseRequested("rita");
                case 1, 2 -> new Event.ResumeRequested("rita");
                case 3 ->
                    random.nextInt(4) == 0 ? new Event.CancelRequested("rita") : new Event.ResumeRequested("rita");
                case 4 -> new Event.SwitchRequested("rita");
                case 5 ->
                    new Event.RollbackRequested(
                            "rita", "she wants it", random.nextBoolean() ? List.of() : List.of(anyCluster()));
                case 6 -> new Event.RetryRequested("rita", anyCluster());
                case 7 -> new Event.LeaseLost(anyCluster(), random.nextInt(20));
                default ->
                    new Event.ApprovalDecided(
                            ApprovalKind.PRODUCTION_DEPLOYMENT,
                            "digest",
                            random.nextInt(5) == 0
                                    ? Event.ApprovalDecided.Outcome.REJECTED
                                    : Event.ApprovalDecided.Outcome.APPROVED,
                            "adam",
                            "");
            };
        }

        void step(Event event) {
            Rollout before = play.rollout;
            Set<String> busy = new HashSet<>();
            play.open.stream()
                    .filter(command -> !(event instanceof Event.Answered answered
                            && answered.command().equals(command.id())))
                    .filter(Command.OnCluster.class::isInstance)
                    .map(command -> ((Command.OnCluster) command).cluster())
                    .forEach(busy::add);
            Optional<Command> answered = play.open.stream()
                    .filter(command -> event instanceof Event.Answered answer
                            && answer.command().equals(command.id()))
                    .findFirst();
            Decision decision = play.send(event);
            past.add(event);
            learn(event, decision, answered);
            check(before, event, decision, busy);
        }

        private void learn(Event event, Decision decision, Optional<Command> answered) {
            if (decision.ignored().isPresent()) {
                return;
            }
            if (event instanceof Event.ApprovalDecided decided
                    && decided.outcome() == Event.ApprovalDecided.Outcome.APPROVED) {
                granted.add(decided.approval());
            }
            if (event instanceof Event.LeaseLost lost) {
                leased.remove(lost.cluster());
            }
            if (event instanceof Event.Answered answer && answered.isPresent()) {
                switch (answer.answer()) {
                    case Answer.Judged _ -> judged = true;
                    case Answer.Exported _ -> exported.add(((Command.OnCluster) answered.get()).cluster());
                    case Answer.Granted _
                    when answered.get() instanceof Command.AcquireLease lease -> leased.add(lease.cluster());
                    case Answer _ -> {}
                }
            }
        }

        private void check(Rollout before, Event event, Decision decision, Set<String> busy) {
            Rollout after = decision.next();
            if (decision.ignored().isPresent()) {
                assertThat(after).isEqualTo(before);
                assertThat(decision.commands()).isEmpty();
                assertThat(decision.transitions()).isEmpty();
            }
            for (Command command : decision.commands()) {
                assertThat(ids.add(command.id())).as("used twice: %s", command).isTrue();
                if (command instanceof Command.OnCluster on && command.answered()) {
                    assertThat(busy.add(on.cluster()))
                            .as("%s while another runs, after %s", command, event)
                            .isTrue();
                    if (command.leaseNeed() == Command.LeaseNeed.CLUSTER) {
                        assertThat(on.fence()).as("%s", command).isPositive();
                    }
                }
                if (command instanceof Command.InstallRelease install) {
                    assertThat(judged).isTrue();
                    assertThat(leased).contains(install.cluster());
                    assertThat(exported).contains(install.cluster());
                    after.planning().approvals().forEach(consent -> assertThat(granted)
                            .contains(consent.approval()));
                }
            }
            for (Transition transition : decision.transitions()) {
                assertThat(transition.cluster().isEmpty() ? Transition.ROLLOUTS : Transition.CLUSTERS)
                        .as(transition::toString)
                        .contains(transition.arrow());
            }
            if (after.state().terminal()) {
                assertThat(decision.commands()).allMatch(RolloutPropertyTest::cleanup);
                assertThat(after.clusters())
                        .allMatch(row -> row.work().running().isEmpty()
                                && row.settled()
                                && row.work().fence() == 0);
                assertThat(after.planning().slot()).isFalse();
            }
            assertThat(after.clusters()).hasSameSizeAs(before.clusters());
            if (random.nextInt(8) == 0 || after.state().terminal()) {
                roundTrip(after);
            }
            decision.commands().forEach(RolloutPropertyTest::roundTrip);
            roundTrip(event);
        }
    }

    private static boolean cleanup(Command command) {
        return switch (command) {
            case Command.ReleaseLease _, Command.ReleaseSlot _, Command.WithdrawApprovals _, Command.Notify _ -> true;
            case Command.RemoveColour remove -> remove.notBefore().isPresent();
            case Command _ -> false;
        };
    }

    private static void roundTrip(Object record) {
        Class<?> type =
                switch (record) {
                    case Command _ -> Command.class;
                    case Event _ -> Event.class;
                    case Object other -> other.getClass();
                };
        try {
            assertThat((Object) Json.mapper().readValue(Json.write(record), type))
                    .isEqualTo(record);
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Property
    void wavesCoverEachTargetExactlyOnce(
            @ForAll("strategies") Strategy strategy, @ForAll @IntRange(min = 1, max = 120) int clusters) {
        List<Target> targets = IntStream.range(0, clusters)
                .mapToObj(
                        at -> new Target("c" + at, List.of(Environment.values()).get(at % 3)))
                .toList();
        assertThat(Strategies.waves(strategy, targets).waves().stream().flatMap(wave -> wave.clusters().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        targets.stream().map(Target::cluster).toList());
    }
}
