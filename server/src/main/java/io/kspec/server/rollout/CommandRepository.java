package io.kspec.server.rollout;

import static io.kspec.server.rollout.RolloutTables.ATTEMPTS;
import static io.kspec.server.rollout.RolloutTables.CLAIM;
import static io.kspec.server.rollout.RolloutTables.CLAIMED_BY;
import static io.kspec.server.rollout.RolloutTables.CLUSTER;
import static io.kspec.server.rollout.RolloutTables.COMMANDS;
import static io.kspec.server.rollout.RolloutTables.DUE_AT;
import static io.kspec.server.rollout.RolloutTables.ENDED_AT;
import static io.kspec.server.rollout.RolloutTables.KIND;
import static io.kspec.server.rollout.RolloutTables.LANE;
import static io.kspec.server.rollout.RolloutTables.NUMBER;
import static io.kspec.server.rollout.RolloutTables.PAYLOAD;
import static io.kspec.server.rollout.RolloutTables.RESULT;
import static io.kspec.server.rollout.RolloutTables.ROLLOUT;
import static io.kspec.server.rollout.RolloutTables.SCHEMA;
import static io.kspec.server.rollout.RolloutTables.STATE;
import static io.kspec.server.rollout.RolloutTables.utc;
import static org.jooq.impl.DSL.select;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.kspec.lifecycle.json.Json;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.server.database.JsonColumns;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// The commands of all rollouts, and who does them.
@Singleton
final class CommandRepository {
    /// Where a command stands in its rollout.
    record Key(UUID rollout, long number) {
        static Key of(Command command) {
            int slash = command.id().lastIndexOf('/');
            return new Key(
                    UUID.fromString(command.id().substring(0, slash)),
                    Long.parseLong(command.id().substring(slash + 1)));
        }

        Condition row() {
            return ROLLOUT.eq(rollout).and(NUMBER.eq(number));
        }
    }

    /// When the first command of a kind ended on a cluster.
    Optional<Instant> firstEnd(DSLContext transaction, UUID rollout, String cluster, String kind) {
        return transaction
                .select(DSL.min(ENDED_AT))
                .from(COMMANDS)
                .where(ROLLOUT.eq(rollout).and(CLUSTER.eq(cluster)).and(KIND.eq(kind)))
                .fetchOptional(0, OffsetDateTime.class)
                .map(OffsetDateTime::toInstant);
    }

    /// A command that a worker has taken.
    ///
    /// @param claim the number of the taking: only the newest one's result counts
    /// @param attempts how often it was taken, this time included
    record Claimed(Key key, Command command, long claim, int attempts) {}

    /// Stores what shall be done, due at once or when the command says.
    void add(DSLContext transaction, Command command, Instant now) {
        Key key = Key.of(command);
        if (command instanceof Command.WakeAt) {
            drop(transaction, ROLLOUT.eq(key.rollout()).and(KIND.eq(command.word())), "replaced by a later one", now);
        }
        transaction
                .insertInto(COMMANDS)
                .set(ROLLOUT, key.rollout())
                .set(NUMBER, key.number())
                .set(SCHEMA, Rollout.SCHEMA)
                .set(KIND, command.word())
                .set(CLUSTER, command instanceof Command.OnCluster on ? on.cluster() : null)
                .set(LANE, Lane.of(command).name())
                .set(PAYLOAD, JsonColumns.of(command))
                .set(DUE_AT, utc(dueAt(command).filter(now::isBefore).orElse(now)))
                .execute();
    }

    private static Optional<Instant> dueAt(Command command) {
        if (command instanceof Command.WakeAt wake) {
            return Optional.of(wake.at());
        }
        return command instanceof Command.RemoveColour remove ? remove.notBefore() : Optional.empty();
    }

    /// Takes due commands, the longest due first: none that another worker holds, at most `most`.
    List<Claimed> claim(DSLContext transaction, Lane lane, int most, Worker worker, Instant now) {
        var due = select(ROLLOUT.as("due_rollout"), NUMBER.as("due_number"))
                .from(COMMANDS)
                .where(LANE.eq(lane.name()))
                .and(STATE.eq("Open"))
                .and(SCHEMA.eq(Rollout.SCHEMA))
                .and(DUE_AT.le(utc(now)))
                .orderBy(DUE_AT, NUMBER)
                .limit(most)
                .forUpdate()
                .skipLocked()
                .asTable("due");
        return transaction
                .update(COMMANDS)
                .set(CLAIM, CLAIM.plus(1))
                .set(CLAIMED_BY, worker.name())
                .set(ATTEMPTS, ATTEMPTS.plus(1))
                .set(DUE_AT, utc(now.plus(worker.claim())))
                .from(due)
                .where("rollout_commands.rollout = due.due_rollout and rollout_commands.number = due.due_number")
                .returningResult(ROLLOUT, NUMBER, PAYLOAD, CLAIM, ATTEMPTS)
                .fetch(CommandRepository::claimed);
    }

    /// Who takes commands.
    ///
    /// @param name of the process, never used again
    /// @param claim how long a command is its own without a sign of life
    record Worker(String name, Duration claim) {}

    private static Claimed claimed(Record row) {
        try {
            return new Claimed(
                    new Key(row.get(ROLLOUT), row.get(NUMBER)),
                    Json.mapper().readValue(row.get(PAYLOAD).data(), Command.class),
                    row.get(CLAIM),
                    row.get(ATTEMPTS));
        } catch (JsonProcessingException torn) {
            throw new IllegalStateException(
                    "command %s/%d is stored in a form nobody writes".formatted(row.get(ROLLOUT), row.get(NUMBER)),
                    torn);
        }
    }

    /// Lengthens the worker's claims, and answers those that are still its own. A row that is locked is being ended
    /// right now: waiting for it could be waiting in a circle.
    Set<Held> renew(DSLContext transaction, Worker worker, Instant now) {
        var mine = select(ROLLOUT.as("my_rollout"), NUMBER.as("my_number"))
                .from(COMMANDS)
                .where(CLAIMED_BY.eq(worker.name()))
                .and(STATE.eq("Open"))
                .forUpdate()
                .skipLocked()
                .asTable("mine");
        transaction
                .update(COMMANDS)
                .set(DUE_AT, utc(now.plus(worker.claim())))
                .from(mine)
                .where("rollout_commands.rollout = mine.my_rollout and rollout_commands.number = mine.my_number")
                .execute();
        return transaction
                .select(ROLLOUT, NUMBER, CLAIM)
                .from(COMMANDS)
                .where(CLAIMED_BY.eq(worker.name()))
                .and(STATE.eq("Open"))
                .fetchSet(row -> new Held(new Key(row.get(ROLLOUT), row.get(NUMBER)), row.get(CLAIM)));
    }

    /// A claim that is in force.
    record Held(Key key, long claim) {}

    /// Whether the claim is still the worker's, which then nobody can take before the transaction ends.
    boolean holdsUntilTheEnd(DSLContext transaction, Claimed claimed) {
        return transaction
                .select(CLAIM)
                .from(COMMANDS)
                .where(claimed.key().row())
                .and(STATE.eq("Open"))
                .and(CLAIMED_BY.isNotNull())
                .forUpdate()
                .fetchOptional(CLAIM)
                .filter(claim -> claim == claimed.claim())
                .isPresent();
    }

    /// It is done, or will not be.
    void end(DSLContext transaction, Key key, String state, String result, Instant now) {
        transaction
                .update(COMMANDS)
                .set(STATE, state)
                .set(RESULT, result)
                .set(ENDED_AT, utc(now))
                .setNull(CLAIMED_BY)
                .where(key.row())
                .execute();
    }

    /// Somebody shall do it later, as if it had never been taken.
    void putBack(DSLContext transaction, Claimed claimed, Instant due) {
        transaction
                .update(COMMANDS)
                .set(DUE_AT, utc(due))
                .set(ATTEMPTS, 0)
                .setNull(CLAIMED_BY)
                .where(claimed.key().row())
                .and(CLAIM.eq(claimed.claim()))
                .and(STATE.eq("Open"))
                .execute();
    }

    private static void drop(DSLContext transaction, Condition which, String why, Instant now) {
        transaction
                .update(COMMANDS)
                .set(STATE, "Dropped")
                .set(RESULT, why)
                .set(ENDED_AT, utc(now))
                .where(which)
                .and(STATE.eq("Open"))
                .execute();
    }

    /// How many commands wait for a worker, for the measure of how far behind the workers are.
    int overdue(DSLContext transaction, Instant now) {
        return transaction.fetchCount(
                DSL.selectOne().from(COMMANDS).where(STATE.eq("Open")).and(DUE_AT.le(utc(now))));
    }
}
