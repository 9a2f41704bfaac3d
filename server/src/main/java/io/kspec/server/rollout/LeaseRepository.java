package io.kspec.server.rollout;

import static io.kspec.server.rollout.RolloutTables.CLAIMED_BY;
import static io.kspec.server.rollout.RolloutTables.CLUSTER;
import static io.kspec.server.rollout.RolloutTables.COMMANDS;
import static io.kspec.server.rollout.RolloutTables.EXPIRES_AT;
import static io.kspec.server.rollout.RolloutTables.HOLDER;
import static io.kspec.server.rollout.RolloutTables.ID;
import static io.kspec.server.rollout.RolloutTables.LEASES;
import static io.kspec.server.rollout.RolloutTables.NUMBER;
import static io.kspec.server.rollout.RolloutTables.OPERATOR;
import static io.kspec.server.rollout.RolloutTables.OWNER;
import static io.kspec.server.rollout.RolloutTables.ROLLOUT;
import static io.kspec.server.rollout.RolloutTables.STATE;
import static io.kspec.server.rollout.RolloutTables.TOKEN;
import static io.kspec.server.rollout.RolloutTables.UNDEPLOYMENTS;
import static io.kspec.server.rollout.RolloutTables.utc;
import static org.jooq.impl.DSL.selectOne;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// Who may change an operator in a cluster. A lease outlives processes: its holder is a rollout or an undeployment,
/// not a worker. An undeployment's does not run out before it has ended.
@Singleton
final class LeaseRepository {
    /// An operator in a cluster.
    record Place(String operator, String cluster) {}

    /// Who asks.
    ///
    /// @param number of the rollout; a later one owns the cluster from the moment it holds the lease
    record Applicant(UUID rollout, long number) {}

    sealed interface Taken {
        /// The applicant holds it.
        ///
        /// @param token larger than every one before
        /// @param from who lost it, when it had run out in somebody's hands
        record Held(long token, Optional<Lost> from) implements Taken {}

        record Busy(UUID holder, Instant until) implements Taken {}

        /// A later rollout changed the cluster.
        record Owned(long owner) implements Taken {}
    }

    /// A lease that was taken away.
    record Lost(UUID rollout, long token) {}

    /// Takes the lease; each time with a new token, so that a late release of an earlier one frees nothing.
    ///
    /// Somebody else's lease is taken only when it ran out and nothing is being done under it.
    Taken take(DSLContext transaction, Place place, Applicant applicant, Term term) {
        Record row = row(transaction, place, term.now());
        if (row.get(OWNER) > applicant.number()) {
            return new Taken.Owned(row.get(OWNER));
        }
        Optional<UUID> other =
                Optional.ofNullable(row.get(HOLDER)).filter(holder -> !holder.equals(applicant.rollout()));
        Instant until = row.get(EXPIRES_AT).toInstant();
        if (other.isPresent()
                && (term.now().isBefore(until) || atWork(transaction, other.get(), place, DSL.noCondition()))) {
            return new Taken.Busy(other.get(), until);
        }
        Optional<Lost> lost = other.map(holder -> new Lost(holder, row.get(TOKEN)));
        return new Taken.Held(give(transaction, place, row, applicant, term.end()), lost);
    }

    /// Takes the lease only when nobody holds it, and leaves the cluster to whom it belongs: for tidying up after a
    /// rollout that ended long ago.
    ///
    /// @param command the number of the one that wants it, which does not stand in its own way: a worker that took
    ///     it before may have died with the lease in its hands
    Taken borrow(DSLContext transaction, Place place, Applicant applicant, long command, Term term) {
        Record row = row(transaction, place, term.now());
        Optional<UUID> holder = Optional.ofNullable(row.get(HOLDER));
        Instant until = row.get(EXPIRES_AT).toInstant();
        if (holder.isPresent()
                && (term.now().isBefore(until) || atWork(transaction, holder.get(), place, NUMBER.ne(command)))) {
            return new Taken.Busy(holder.get(), until);
        }
        Applicant guest = new Applicant(applicant.rollout(), row.get(OWNER));
        return new Taken.Held(give(transaction, place, row, guest, term.end()), Optional.empty());
    }

    /// From when, and for how long when nothing renews it.
    record Term(Instant now, Duration lifetime) {
        Instant end() {
            return now.plus(lifetime);
        }
    }

    private static Record row(DSLContext transaction, Place place, Instant now) {
        Optional<Record> known = transaction
                .insertInto(LEASES)
                .set(OPERATOR, place.operator())
                .set(CLUSTER, place.cluster())
                .set(TOKEN, 0L)
                .set(OWNER, 0L)
                .set(EXPIRES_AT, utc(now))
                .onConflictDoNothing()
                .returningResult(TOKEN, HOLDER, OWNER, EXPIRES_AT)
                .fetchOptional()
                .<Record>map(row -> row)
                .or(() -> locked(transaction, place));
        return known.orElseThrow(() -> new IllegalStateException("a lease is never deleted: " + place));
    }

    private static long give(DSLContext transaction, Place place, Record row, Applicant applicant, Instant until) {
        long token = row.get(TOKEN) + 1;
        transaction
                .update(LEASES)
                .set(TOKEN, token)
                .set(HOLDER, applicant.rollout())
                .set(OWNER, applicant.number())
                .set(EXPIRES_AT, utc(until))
                .where(here(place))
                .execute();
        return token;
    }

    private static Optional<Record> locked(DSLContext transaction, Place place) {
        return transaction.select().from(LEASES).where(here(place)).forUpdate().fetchOptional();
    }

    private static boolean atWork(DSLContext transaction, UUID holder, Place place, Condition which) {
        return transaction.fetchExists(selectOne()
                        .from(COMMANDS)
                        .where(ROLLOUT.eq(holder))
                        .and(CLUSTER.eq(place.cluster()))
                        .and(CLAIMED_BY.isNotNull())
                        .and(STATE.eq("Open"))
                        .and(which))
                || transaction.fetchExists(
                        selectOne().from(UNDEPLOYMENTS).where(ID.eq(holder)).and(STATE.eq("Open")));
    }

    /// Whether the rollout holds the lease under this token.
    boolean holds(DSLContext transaction, Place place, UUID rollout, long token) {
        return transaction.fetchExists(selectOne()
                .from(LEASES)
                .where(here(place))
                .and(HOLDER.eq(rollout))
                .and(TOKEN.eq(token)));
    }

    /// As [#holds], and nobody can take it before the transaction ends.
    boolean holdsUntilTheEnd(DSLContext transaction, Place place, UUID rollout, long token) {
        return locked(transaction, place)
                .filter(row -> rollout.equals(row.get(HOLDER)) && row.get(TOKEN) == token)
                .isPresent();
    }

    /// Gives it back; nothing happens when the token is not the newest.
    void release(DSLContext transaction, Place place, UUID rollout, long token) {
        transaction
                .update(LEASES)
                .setNull(HOLDER)
                .where(here(place))
                .and(HOLDER.eq(rollout))
                .and(TOKEN.eq(token))
                .execute();
    }

    /// The rollout shows that it is alive.
    void renew(DSLContext transaction, UUID rollout, Instant until) {
        transaction
                .update(LEASES)
                .set(EXPIRES_AT, utc(until))
                .where(HOLDER.eq(rollout))
                .and(EXPIRES_AT.lt(utc(until)))
                .execute();
    }

    private static Condition here(Place place) {
        return OPERATOR.eq(place.operator()).and(CLUSTER.eq(place.cluster()));
    }
}
