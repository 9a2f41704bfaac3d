package io.kspec.lifecycle.rollout;

import io.kspec.lifecycle.rollout.Rollout.Clockwork;
import io.kspec.lifecycle.rollout.Rollout.Ending;
import io.kspec.lifecycle.rollout.Rollout.Failed;
import io.kspec.lifecycle.rollout.Rollout.Flags;
import io.kspec.lifecycle.rollout.Rollout.Planning;
import io.kspec.lifecycle.rollout.Rollout.Rollback;
import io.kspec.lifecycle.rollout.Rollout.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// A rollout while one decision is made about it: changed in place, seen by nobody else, and turned into a
/// [Decision] at the end.
final class Draft {
    /// Who acts when no person does.
    static final String KSPEC = "kspec";

    private static final Duration FIRST_DELAY = Duration.ofSeconds(5);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);

    /// The time of this decision: never before that of an earlier one.
    final Instant now;

    final Rollout.Order order;
    Flags flags;
    Planning planning;
    Optional<Rollback> rollback;
    Optional<Failed> failure;
    Optional<Command> running;
    int attempts;
    Optional<Instant> notBefore;
    Optional<Waiting> waiting;
    Optional<Instant> wakeAt;
    Optional<Instant> watchUntil;

    boolean submitted;

    private final String id;
    private State state;
    private long sequence;
    private Optional<Instant> completedAt;
    private final Map<String, ClusterRow> rows = new LinkedHashMap<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();

    Draft(Rollout from, Instant now) {
        Clockwork clock = from.clockwork();
        this.now = now.isBefore(clock.seen()) ? clock.seen() : now;
        id = from.id();
        order = from.order();
        state = from.state();
        flags = from.flags();
        planning = from.planning();
        rollback = from.rollback();
        failure = from.failure();
        submitted = clock.submitted();
        running = clock.running();
        attempts = clock.attempts();
        notBefore = clock.notBefore();
        waiting = clock.waiting();
        wakeAt = clock.wakeAt();
        watchUntil = clock.watchUntil();
        sequence = clock.sequence();
        completedAt = clock.completedAt();
        from.clusters().forEach(row -> rows.put(row.cluster(), row));
    }

    Decision decision() {
        Clockwork clock = new Clockwork(
                submitted, sequence, running, attempts, notBefore, waiting, wakeAt, now, completedAt, watchUntil);
        Rollout next = new Rollout(Rollout.SCHEMA, id, order, state, flags, planning, rows(), rollback, failure, clock);
        return new Decision(next, commands, transitions, Optional.empty());
    }

    State state() {
        return state;
    }

    boolean paused() {
        return flags.pausedBy().isPresent() && !ending();
    }

    boolean ending() {
        return flags.ending().isPresent();
    }

    void end(Trigger trigger, String cause, String by) {
        flags = new Flags(flags.pausedBy(), flags.switchRequestedBy(), Optional.of(new Ending(trigger, cause, by)));
    }

    /// Every row, in the order of waves.
    List<ClusterRow> rows() {
        return List.copyOf(rows.values());
    }

    List<ClusterRow> rows(Predicate<ClusterRow> those) {
        return rows.values().stream().filter(those).toList();
    }

    Optional<ClusterRow> row(String cluster) {
        return Optional.ofNullable(rows.get(cluster));
    }

    ClusterRow put(ClusterRow row) {
        rows.put(row.cluster(), row);
        return row;
    }

    boolean anyRunning() {
        return running.isPresent() || rows.values().stream().anyMatch(row -> !row.idle());
    }

    /// Whether the rollout as a whole need not wait any longer.
    boolean due() {
        return notBefore.filter(now::isBefore).isEmpty();
    }

    /// Whether a cluster need not wait any longer.
    boolean due(ClusterRow row) {
        return row.work().notBefore().filter(now::isBefore).isEmpty();
    }

    /// Gives a command that nobody answers.
    void tell(Function<String, Command> make) {
        commands.add(make.apply(nextId()));
    }

    /// Gives a command about the whole rollout and waits for its answer.
    void ask(Function<String, Command> make) {
        Command command = make.apply(nextId());
        commands.add(command);
        running = Optional.of(command);
        notBefore = Optional.empty();
    }

    /// Gives a command about a cluster and waits for its answer.
    void ask(ClusterRow row, Function<String, Command> make) {
        Command command = make.apply(nextId());
        commands.add(command);
        ClusterRow.Times times = row.times();
        put(row.with(row.work().run(command))
                .with(new ClusterRow.Times(times.started().or(() -> Optional.of(now)), times.completed())));
    }

    private String nextId() {
        sequence++;
        return id + "/" + sequence;
    }

    void move(State to, Trigger trigger, String cause, String by) {
        transitions.add(new Transition(Optional.empty(), Optional.of(state), to, trigger, cause, by, now));
        state = to;
    }

    /// The transition into the first state.
    void begin(String by) {
        transitions.add(new Transition(
                Optional.empty(), Optional.empty(), state, Trigger.SUBMITTED, "the request was accepted", by, now));
    }

    ClusterRow move(ClusterRow row, State to, Trigger trigger, String cause, String by) {
        transitions.add(
                new Transition(Optional.of(row.cluster()), Optional.of(row.state()), to, trigger, cause, by, now));
        ClusterRow.Times times = row.times();
        Optional<Instant> completed = to.terminal() ? Optional.of(now) : Optional.empty();
        return put(row.in(to).with(new ClusterRow.Times(times.started(), completed)));
    }

    /// Ends a cluster's part: nothing more is done there.
    ClusterRow settle(ClusterRow row, State to, Trigger trigger, String cause) {
        ClusterRow moved = move(row.at(Step.DONE), to, trigger, cause, KSPEC);
        return to == State.COMPLETED || to == State.ROLLED_BACK ? moved : put(moved.because(cause));
    }

    void tell(String subject, String message) {
        tell(number -> new Command.Notify(number, subject, message));
    }

    /// Gets the leases of these clusters one after the other in the order of their names, so that two rollouts that
    /// want the same ones never wait for each other.
    ///
    /// @return whether all are held
    boolean leased(List<ClusterRow> wanted) {
        Optional<ClusterRow> next =
                wanted.stream().filter(row -> !row.leased()).min(Comparator.comparing(ClusterRow::cluster));
        next.ifPresent(this::acquire);
        return next.isEmpty();
    }

    void acquire(ClusterRow row) {
        if (row.idle() && due(row)) {
            ask(row, number -> new Command.AcquireLease(number, row.cluster(), 0));
        }
    }

    /// Ends the rollout: everything it holds is given back.
    void close(State to, Trigger trigger, String cause, String by) {
        rows(row -> !row.settled()).forEach(row -> settle(row, State.SKIPPED, Trigger.SKIPPED, cause));
        move(to, trigger, cause, by);
        if (!planning.outstanding().isEmpty()) {
            tell(number -> new Command.WithdrawApprovals(number, cause));
        }
        release();
        notBefore = Optional.empty();
        attempts = 0;
        completedAt = completedAt.or(() -> Optional.of(now));
        tell("Rollout" + to.word(), cause);
    }

    /// Gives slot and leases back.
    void release() {
        rows(ClusterRow::leased).forEach(row -> {
            tell(number ->
                    new Command.ReleaseLease(number, row.cluster(), row.work().fence()));
            put(row.with(row.work().held(0)));
        });
        if (planning.slot()) {
            tell(Command.ReleaseSlot::new);
            planning = planning.withSlot(false);
        }
    }

    /// When to try for the `tries`-th time again: 5 s, 10 s, 20 s … 5 min.
    Instant later(int tries) {
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(10, Math.max(0, tries - 1)));
        return now.plus(delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY);
    }
}
