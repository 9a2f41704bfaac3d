package io.kspec.lifecycle.rollout;

import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.health.Health;
import io.kspec.lifecycle.health.HealthReading;
import io.kspec.lifecycle.health.Part;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.lifecycle.strategy.Strategy;
import io.kspec.lifecycle.strategy.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Plays a rollout: keeps what the machine decided, answers its commands, lets time pass when it asks for it.
final class Play {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration WATCH = Duration.ofHours(24);

    Rollout rollout;
    Instant now = START;
    final List<Command> open = new ArrayList<>();
    final List<Command> all = new ArrayList<>();
    final List<Transition> history = new ArrayList<>();
    private final List<ApprovalKind> kinds;
    private final boolean first;
    private long token = 0;

    private Play(Rollout rollout, List<ApprovalKind> kinds, boolean first) {
        this.rollout = rollout;
        this.kinds = kinds;
        this.first = first;
    }

    static Play of(Strategy strategy, boolean autoRollback, String... clusters) {
        return of(strategy, autoRollback, List.of(), false, clusters);
    }

    static Play of(
            Strategy strategy, boolean autoRollback, List<ApprovalKind> kinds, boolean first, String... clusters) {
        List<Target> targets = Arrays.stream(clusters)
                .map(name -> new Target(name, Environment.STAGING))
                .toList();
        Rollout.Order order = new Rollout.Order("certificates", "2.0.0", strategy, autoRollback, WATCH, "olga", START);
        Play play = new Play(RolloutMachine.begin("r", order, targets, kinds), kinds, first);
        return play;
    }

    static Play begun(Strategy strategy, boolean autoRollback, String... clusters) {
        Play play = of(strategy, autoRollback, clusters);
        play.send(new Event.Submitted());
        return play;
    }

    Decision send(Event event) {
        Decision decision = RolloutMachine.decide(rollout, event, now);
        rollout = decision.next();
        if (decision.ignored().isEmpty() && event instanceof Event.Answered answered) {
            open.removeIf(command -> command.id().equals(answered.command()));
        }
        decision.commands().stream().filter(Command::answered).forEach(open::add);
        all.addAll(decision.commands());
        history.addAll(decision.transitions());
        return decision;
    }

    Decision answer(Command command, Answer answer) {
        return send(new Event.Answered(command.id(), answer));
    }

    /// Answers the oldest open command of a kind for a cluster.
    <C extends Command> Play answer(Class<C> kind, Answer answer) {
        answer(open(kind), answer);
        return this;
    }

    <C extends Command> C open(Class<C> kind) {
        return open.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s among %s".formatted(kind.getSimpleName(), open)));
    }

    /// Answers everything well, and lets time pass when there is nothing to answer, until `enough` or nothing moves.
    Play until(Predicate<Play> enough) {
        for (int round = 0; round < 100_000 && !enough.test(this); round++) {
            if (!open.isEmpty()) {
                Command command = open.getFirst();
                answer(command, good(command));
            } else if (!wake()) {
                return this;
            }
        }
        return this;
    }

    /// Lets time pass until the next thing is due.
    boolean wake() {
        Optional<Instant> next = Stream.concat(
                        rollout.clockwork().notBefore().stream(),
                        rollout.clusters().stream()
                                .filter(row -> !row.settled())
                                .flatMap(row -> row.work().notBefore().stream()))
                .filter(now::isBefore)
                .min(Instant::compareTo);
        if (next.isEmpty() || rollout.state().terminal()) {
            return false;
        }
        now = next.get();
        send(new Event.TimePassed());
        return true;
    }

    <C extends Command> Play until(Class<C> kind) {
        return until(play -> play.open.stream().anyMatch(kind::isInstance));
    }

    /// Until a kind of command is open, which is then the only thing that is not answered.
    <C extends Command> Play only(Class<C> kind) {
        for (int round = 0; round < 100_000; round++) {
            Optional<Command> other =
                    open.stream().filter(command -> !kind.isInstance(command)).findFirst();
            if (other.isPresent()) {
                answer(other.get(), good(other.get()));
            } else if (!open.isEmpty() || !wake()) {
                return this;
            }
        }
        return this;
    }

    Play run() {
        return until(_ -> false);
    }

    Answer good(Command command) {
        return switch (command) {
            case Command.Judge _ -> judged("digest", kinds);
            case Command.ClaimSlot _ -> new Answer.Granted(0);
            case Command.AcquireLease _ -> new Answer.Granted(++token);
            case Command.Export _ -> new Answer.Exported(new InventoryDigest("inventory", 3));
            case Command.InstallRelease install -> new Answer.Installed(install.revision());
            case Command.RollBackRelease back -> new Answer.Installed(back.previous());
            case Command.CheckHealth _ -> new Answer.Checked(HealthReading.healthy());
            case Command.VerifyObjects _ -> new Answer.Verified(new InventoryDigest("inventory", 3), 0, "");
            case Command.ScaleDown _ -> new Answer.Scaled(Map.of("Deployment/certificates", 2));
            case Command.ApplyCrds _,
                    Command.SwitchTraffic _,
                    Command.SwitchBack _,
                    Command.ScaleUp _,
                    Command.RemoveColour _,
                    Command.RecoverRelease _,
                    Command.RestoreRecord _,
                    Command.JudgeBack _,
                    Command.UninstallRelease _ -> new Answer.Done();
            case Command.RequestApproval _,
                    Command.WithdrawApprovals _,
                    Command.ReleaseSlot _,
                    Command.WakeAt _,
                    Command.Notify _,
                    Command.ReleaseLease _ -> throw new AssertionError("nobody answers " + command);
        };
    }

    Answer judged(String digest, List<ApprovalKind> approvals) {
        List<Answer.ClusterFacts> facts = rollout.clusters().stream()
                .map(row -> new Answer.ClusterFacts(
                        row.cluster(),
                        new Revision("2.0.0", "new", 0),
                        first ? Optional.empty() : Optional.of(new Revision("1.0.0", "old", 7)),
                        Optional.empty()))
                .toList();
        return new Answer.Judged(digest, approvals, facts, List.of(), List.of());
    }

    static Answer bad(boolean crashLoop) {
        return new Answer.Checked(failing(crashLoop));
    }

    static HealthReading failing(boolean crashLoop) {
        return new HealthReading(
                Health.UNHEALTHY, List.of(Part.PODS), crashLoop, true, List.of(), "1 of 3 pods is ready");
    }

    static Answer silent() {
        return new Answer.Checked(HealthReading.unreachable("no answer within 3 s"));
    }

    static Answer unreadable() {
        return new Answer.Checked(
                new HealthReading(Health.UNKNOWN, List.of(), false, true, List.of(), "it took more than 3 s"));
    }

    ClusterRow row(String cluster) {
        return rollout.row(cluster).orElseThrow();
    }

    List<Transition.Arrow> arrows() {
        return history.stream()
                .filter(transition -> transition.cluster().isEmpty())
                .map(Transition::arrow)
                .toList();
    }

    <C extends Command> List<C> given(Class<C> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
