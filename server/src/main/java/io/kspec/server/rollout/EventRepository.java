package io.kspec.server.rollout;

import static io.kspec.server.rollout.RolloutTables.AT;
import static io.kspec.server.rollout.RolloutTables.DATA;
import static io.kspec.server.rollout.RolloutTables.EVENTS;
import static io.kspec.server.rollout.RolloutTables.ID;
import static io.kspec.server.rollout.RolloutTables.LAST_EVENT;
import static io.kspec.server.rollout.RolloutTables.NAME;
import static io.kspec.server.rollout.RolloutTables.NUMBER;
import static io.kspec.server.rollout.RolloutTables.ROLLOUT;
import static io.kspec.server.rollout.RolloutTables.ROLLOUTS;
import static io.kspec.server.rollout.RolloutTables.utc;

import io.kspec.server.database.JsonColumns;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;

/// What watchers of a rollout are told. Kept with the rollout, so a watcher may begin anywhere, at any replica.
@Singleton
final class EventRepository {
    /// One thing to tell.
    ///
    /// @param number from 1, without gaps within a rollout
    /// @param name which kind: `transition`, `progress`, `waiting`, `flags`
    /// @param data as JSON
    record Told(long number, String name, String data, Instant at) {}

    /// Something to be told.
    record Telling(String name, Object data) {}

    /// Adds them; the caller holds the rollout's row lock, which keeps the numbers in order.
    void add(DSLContext transaction, UUID rollout, List<Telling> tellings, Instant now) {
        if (tellings.isEmpty()) {
            return;
        }
        long number = transaction
                        .update(ROLLOUTS)
                        .set(LAST_EVENT, LAST_EVENT.plus(tellings.size()))
                        .where(ID.eq(rollout))
                        .returningResult(LAST_EVENT)
                        .fetchSingle()
                        .value1()
                - tellings.size();
        var insert = transaction.insertInto(EVENTS, ROLLOUT, NUMBER, NAME, DATA, AT);
        for (Telling telling : tellings) {
            number++;
            insert = insert.values(rollout, number, telling.name(), JsonColumns.of(telling.data()), utc(now));
        }
        insert.execute();
    }

    /// Those after a number, the oldest first.
    List<Told> after(DSLContext transaction, UUID rollout, long number, int most) {
        return transaction
                .select()
                .from(EVENTS)
                .where(ROLLOUT.eq(rollout).and(NUMBER.gt(number)))
                .orderBy(NUMBER)
                .limit(most)
                .fetch(row -> new Told(
                        row.get(NUMBER),
                        row.get(NAME),
                        row.get(DATA).data(),
                        row.get(AT).toInstant()));
    }
}
