package io.kspec.server.rollout;

import static io.kspec.server.rollout.RolloutTables.utc;

import io.kspec.server.audit.Actor;
import io.kspec.server.rollout.CommandRepository.Worker;
import io.kspec.server.rollout.LeaseRepository.Place;
import io.kspec.server.rollout.Undeployment.State;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;

/// Undeployments, and who carries them out.
@Singleton
final class UndeploymentRepository {
    /// One that a worker has taken.
    ///
    /// @param claim the number of the taking: only the newest one's result counts
    /// @param attempts how often it was taken without an end, this time included
    record Claimed(Undeployment what, long claim, int attempts) {}

    /// A number after those of all rollouts so far.
    long number(DSLContext transaction) {
        return transaction
                .fetchSingle("select nextval(pg_get_serial_sequence('rollouts', 'number'))")
                .get(0, Long.class);
    }

    void add(DSLContext transaction, Undeployment what, long number) {
        transaction.execute(
                """
                insert into undeployments (id, number, operator_name, cluster_name, token, requester_id, requested_by,
                    requester_email, requested_at, state, message, due_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as timestamptz), ?, ?, cast(? as timestamptz))
                """,
                what.id(),
                number,
                what.operator(),
                what.cluster(),
                what.token(),
                what.requestedBy().id(),
                what.requestedBy().name(),
                what.requestedBy().email().orElse(null),
                utc(what.requestedAt()),
                what.state().name(),
                what.message(),
                utc(what.requestedAt()));
    }

    /// The newest of a place.
    Optional<Undeployment> newest(DSLContext transaction, Place place) {
        return transaction
                .fetchOptional(
                        "select * from undeployments where operator_name = ? and cluster_name = ?"
                                + " order by number desc limit 1",
                        place.operator(),
                        place.cluster())
                .map(UndeploymentRepository::read);
    }

    /// The open ones of an operator on some clusters.
    List<Undeployment> open(DSLContext transaction, String operator, Collection<String> clusters) {
        return transaction
                .fetch(
                        "select * from undeployments where operator_name = ? and state = 'Open'"
                                + " and cluster_name = any(cast(? as text[])) order by number",
                        operator,
                        clusters.toArray(String[]::new))
                .map(UndeploymentRepository::read);
    }

    /// Takes the one that is due longest.
    Optional<Claimed> claim(DSLContext transaction, Worker worker, Instant now) {
        return transaction
                .fetchOptional("""
                        update undeployments set claim = claim + 1, claimed_by = ?, attempts = attempts + 1,
                            due_at = cast(? as timestamptz)
                        where id = (select id from undeployments where state = 'Open'
                            and due_at <= cast(? as timestamptz) order by due_at limit 1 for update skip locked)
                        returning *
                        """, worker.name(), utc(now.plus(worker.claim())), utc(now))
                .map(row -> new Claimed(read(row), row.get("claim", Long.class), row.get("attempts", Integer.class)));
    }

    /// Shows that the worker is alive.
    void renew(DSLContext transaction, Worker worker, Collection<UUID> running, Instant now) {
        transaction.execute("""
                update undeployments set due_at = cast(? as timestamptz)
                where claimed_by = ? and id = any(cast(? as uuid[])) and state = 'Open'
                """, utc(now.plus(worker.claim())), worker.name(), running.toArray(UUID[]::new));
    }

    /// Whether it is still open and the worker's; nobody can take it before the transaction ends.
    boolean holdsUntilTheEnd(DSLContext transaction, Claimed claimed) {
        return transaction
                .fetchOptional(
                        "select id from undeployments where id = ? and state = 'Open' and claim = ? for update",
                        claimed.what().id(),
                        claimed.claim())
                .isPresent();
    }

    /// Somebody shall do it later, as if it had never been taken.
    void putBack(DSLContext transaction, Claimed claimed, String message, Instant due) {
        transaction.execute("""
                update undeployments set due_at = cast(? as timestamptz), attempts = 0, claimed_by = null, message = ?
                where id = ? and claim = ? and state = 'Open'
                """, utc(due), message, claimed.what().id(), claimed.claim());
    }

    void end(DSLContext transaction, UUID id, State state, String message, Instant now) {
        transaction.execute("""
                update undeployments set state = ?, message = ?, claimed_by = null, ended_at = cast(? as timestamptz)
                where id = ?
                """, state.name(), message, utc(now), id);
    }

    private static Undeployment read(Record row) {
        return new Undeployment(
                row.get("id", UUID.class),
                row.get("operator_name", String.class),
                row.get("cluster_name", String.class),
                row.get("token", Long.class),
                new Actor(
                        row.get("requester_id", String.class),
                        row.get("requested_by", String.class),
                        Optional.ofNullable(row.get("requester_email", String.class))),
                row.get("requested_at", OffsetDateTime.class).toInstant(),
                State.valueOf(row.get("state", String.class)),
                row.get("message", String.class),
                RolloutTables.instant(row.get("ended_at", OffsetDateTime.class)));
    }
}
