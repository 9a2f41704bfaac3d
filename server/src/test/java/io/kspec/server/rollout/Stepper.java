package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.server.rollout.CommandRepository.Claimed;
import io.kspec.server.rollout.CommandRepository.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jooq.impl.DSL;

/// A worker that does one command at a time when it is told to, and lets time pass when nothing is due.
final class Stepper {
    private static final int MOST = 300;
    private final Replica replica;
    private final UUID rollout;
    private final Worker worker;

    Stepper(Replica replica, UUID rollout) {
        this.replica = replica;
        this.rollout = rollout;
        this.worker = new Worker("stepper-" + UUID.randomUUID(), QuickSettings.DEFAULTS.claim());
    }

    /// Does everything, timers included, until nothing is left to do.
    void finish() {
        work(_ -> false, false);
    }

    /// Does everything until it is enough, or until nothing is left to do.
    ///
    /// @param must whether it is a mistake when nothing is left before it is enough
    void work(Predicate<Stepper> enough, boolean must) {
        for (int steps = 0; !enough.test(this); steps++) {
            if (steps > MOST) {
                throw new AssertionError("it goes round in circles: " + open());
            }
            if (!step()) {
                if (must) {
                    throw new AssertionError("nothing is left to do; the rollout is " + rollout());
                }
                return;
            }
        }
    }

    Rollout rollout() {
        return replica.read(rollout);
    }

    /// Does everything until a command of this kind is due; false when it never came.
    boolean reaches(Class<? extends Command> kind) {
        while (!due(kind)) {
            if (!step()) {
                return false;
            }
        }
        return true;
    }

    /// As [#reaches], for one that must come.
    void until(Class<? extends Command> kind) {
        if (!reaches(kind)) {
            throw new AssertionError(
                    "%s never came; the rollout is %s".formatted(kind.getSimpleName(), replica.read(rollout)));
        }
    }

    private String open() {
        return replica.transactions.call(transaction -> transaction
                .select()
                .from("rollout_commands")
                .where("rollout = {0} and state = 'Open'", DSL.val(rollout))
                .fetch()
                .toString());
    }

    /// Whether a command of this kind is the next.
    boolean due(Class<? extends Command> kind) {
        Instant now = replica.now();
        return replica.transactions.call(transaction -> transaction.fetchExists(DSL.selectOne()
                .from("rollout_commands")
                .where(
                        "rollout = {0} and kind = {1} and state = 'Open' and due_at <= {2}",
                        DSL.val(rollout), DSL.val(kind.getSimpleName()), DSL.val(RolloutTables.utc(now)))
                // Its turn must have come: a worker takes those that were given before it first.
                .andNotExists(DSL.selectOne()
                        .from("rollout_commands earlier")
                        .where(
                                "earlier.rollout = {0} and earlier.state = 'Open' and earlier.due_at <= {1} and"
                                        + " earlier.number < (select min(number) from rollout_commands where"
                                        + " rollout = {0} and kind = {2} and state = 'Open')",
                                DSL.val(rollout), DSL.val(RolloutTables.utc(now)), DSL.val(kind.getSimpleName())))));
    }

    /// One command, if one is due.
    boolean worksOnce() {
        return replica.rollouts.takeLeft(10) > 0 || doOne(Lane.RECORDS) || doOne(Lane.CLUSTERS);
    }

    /// One command, or one leap to the time when the next is due.
    boolean step() {
        if (worksOnce()) {
            return true;
        }
        Optional<Instant> next = replica.transactions.call(transaction -> transaction
                .select(DSL.field("min(due_at)", OffsetDateTime.class))
                .from("rollout_commands")
                .where("rollout = {0} and state = 'Open'", DSL.val(rollout))
                .fetchOptional(0, OffsetDateTime.class)
                .map(OffsetDateTime::toInstant));
        next.ifPresent(at -> replica.pass(Duration.between(replica.now(), at).plusMillis(1)));
        return next.isPresent();
    }

    private boolean doOne(Lane lane) {
        Running running = new Running(worker.claim());
        long asked = System.nanoTime();
        Optional<Claimed> claimed = replica.transactions.call(transaction ->
                replica.commands.claim(transaction, lane, 1, worker, replica.time.now(transaction)).stream()
                        .findFirst());
        claimed.ifPresent(one -> {
            running.begin(one, asked);
            replica.hands.work(one, running);
        });
        return claimed.isPresent();
    }
}
