package io.kspec.server.rollout;

import static io.kspec.server.rollout.RolloutTables.DUE_AT;
import static io.kspec.server.rollout.RolloutTables.ENTRY;
import static io.kspec.server.rollout.RolloutTables.EVENT;
import static io.kspec.server.rollout.RolloutTables.ID;
import static io.kspec.server.rollout.RolloutTables.INBOX;
import static io.kspec.server.rollout.RolloutTables.ROLLOUT;
import static io.kspec.server.rollout.RolloutTables.ROLLOUTS;
import static io.kspec.server.rollout.RolloutTables.SCHEMA;
import static io.kspec.server.rollout.RolloutTables.utc;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.kspec.lifecycle.json.Json;
import io.kspec.lifecycle.rollout.Event;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.server.database.JsonColumns;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// Events that others left for rollouts.
@Singleton
final class InboxRepository {
    /// An event that waits.
    record Left(long entry, UUID rollout, Event event) {}

    /// Leaves an event for a rollout; one for a rollout that is not there is nobody's, and must not stop whoever
    /// leaves it.
    void leave(DSLContext transaction, UUID rollout, Event event, Instant now) {
        transaction
                .insertInto(INBOX, ROLLOUT, SCHEMA, EVENT, DUE_AT)
                .select(transaction
                        .select(ID, DSL.val(Rollout.SCHEMA), DSL.val(JsonColumns.of(event)), DSL.val(utc(now)))
                        .from(ROLLOUTS)
                        .where(ID.eq(rollout)))
                .execute();
    }

    /// The one that has waited longest.
    Optional<Left> next(DSLContext transaction, Instant now) {
        return transaction
                .select()
                .from(INBOX)
                .where(SCHEMA.eq(Rollout.SCHEMA))
                .and(DUE_AT.le(utc(now)))
                .orderBy(ENTRY)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(InboxRepository::left);
    }

    /// Whether it is still there and nobody else takes it; nobody can until the transaction ends.
    boolean lock(DSLContext transaction, Left left) {
        return transaction
                .select(ENTRY)
                .from(INBOX)
                .where(ENTRY.eq(left.entry()))
                .forUpdate()
                .skipLocked()
                .fetchOptional()
                .isPresent();
    }

    private static Left left(Record row) {
        try {
            return new Left(
                    row.get(ENTRY),
                    row.get(ROLLOUT),
                    Json.mapper().readValue(row.get(EVENT).data(), Event.class));
        } catch (JsonProcessingException torn) {
            throw new IllegalStateException(
                    "event %d is stored in a form nobody writes".formatted(row.get(ENTRY)), torn);
        }
    }

    void remove(DSLContext transaction, long entry) {
        transaction.deleteFrom(INBOX).where(ENTRY.eq(entry)).execute();
    }

    /// For a rollout that cannot be read now.
    void later(DSLContext transaction, long entry, Instant due) {
        transaction.update(INBOX).set(DUE_AT, utc(due)).where(ENTRY.eq(entry)).execute();
    }
}
