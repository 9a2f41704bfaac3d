package io.kspec.server.rollout;

import static io.kspec.server.rollout.RolloutTables.ROLLOUT;
import static io.kspec.server.rollout.RolloutTables.SINCE;
import static io.kspec.server.rollout.RolloutTables.SLOTS;
import static io.kspec.server.rollout.RolloutTables.utc;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// How many rollouts run at a time, over all replicas.
@Singleton
final class SlotRepository {
    /// One of PostgreSQL's advisory locks: who counts the slots holds it until the transaction ends.
    private static final long COUNTING = 0x6b73_7065_6373_6c74L;

    /// Takes a slot; one that the rollout has already is its own again.
    boolean take(DSLContext transaction, UUID rollout, int most, Instant now) {
        transaction.execute("select pg_advisory_xact_lock({0})", DSL.val(COUNTING));
        if (transaction.fetchExists(SLOTS, ROLLOUT.eq(rollout))) {
            return true;
        }
        if (transaction.fetchCount(SLOTS) >= most) {
            return false;
        }
        transaction.insertInto(SLOTS).set(ROLLOUT, rollout).set(SINCE, utc(now)).execute();
        return true;
    }

    void release(DSLContext transaction, UUID rollout) {
        transaction.deleteFrom(SLOTS).where(ROLLOUT.eq(rollout)).execute();
    }
}
