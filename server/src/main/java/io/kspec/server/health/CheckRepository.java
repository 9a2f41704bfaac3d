package io.kspec.server.health;

import io.kspec.lifecycle.health.Health;
import io.kspec.lifecycle.health.OperatorHealth;
import io.kspec.server.cluster.DeployedOperators;
import io.kspec.server.cluster.Words;
import io.kspec.server.connection.ClusterFacts;
import io.kspec.server.database.JsonColumns;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;

/// Checks that are due, and what came of them. Times are the database's, so that replicas agree on what is due.
@Singleton
final class CheckRepository {
    /// After which another replica takes a claimed check over; longer than any check takes.
    private static final Duration CLAIM = Duration.ofSeconds(15);

    /// Up to `most` clusters whose check is due, the longest overdue first; enabled ones only.
    List<Due.OfCluster> claimClusters(DSLContext transaction, int most) {
        UUID claim = UUID.randomUUID();
        return transaction
                .fetch("""
                    update clusters set check_claim = ?, check_claimed_until = now() + ? * interval '1 millisecond'
                    where id in (
                        select id from clusters
                        where deleted_at is null and enabled and check_due <= now()
                            and (check_claimed_until is null or check_claimed_until < now())
                        order by check_due limit ? for update skip locked)
                    returning id, name, check_due
                    """, claim, CLAIM.toMillis(), most)
                .map(row -> new Due.OfCluster(
                        row.get("id", UUID.class), row.get("name", String.class), time(row, "check_due"), claim));
    }

    /// The same of operators on enabled clusters.
    List<Due.OfOperator> claimOperators(DSLContext transaction, int most) {
        UUID claim = UUID.randomUUID();
        return transaction
                .fetch("""
                    update deployed_operators d set check_claim = ?,
                        check_claimed_until = now() + ? * interval '1 millisecond'
                    from clusters c
                    where c.id = d.cluster_id and (d.cluster_id, d.operator_name) in (
                        select o.cluster_id, o.operator_name
                        from deployed_operators o join clusters k on k.id = o.cluster_id
                        where k.deleted_at is null and k.enabled and o.check_due <= now()
                            and (o.check_claimed_until is null or o.check_claimed_until < now())
                        order by o.check_due limit ? for update of o skip locked)
                    returning d.*, c.name as cluster_name
                    """, claim, CLAIM.toMillis(), most)
                .map(row -> new Due.OfOperator(
                        row.get("cluster_id", UUID.class),
                        row.get("cluster_name", String.class),
                        DeployedOperators.deployed(row),
                        Seen.read(row.get("seen", JSONB.class)),
                        Words.health(row.get("health", String.class)).orElseThrow(),
                        row.get("consecutive_failures", Integer.class),
                        time(row, "check_due"),
                        claim));
    }

    /// How the operators on a cluster are.
    List<Health> operators(DSLContext transaction, UUID cluster) {
        return transaction
                .fetch("select health from deployed_operators where cluster_id = ?", cluster)
                .map(row -> Words.health(row.get("health", String.class)).orElseThrow());
    }

    /// False when the claim is lost, the cluster disabled or deleted: then nothing is stored.
    boolean answered(DSLContext transaction, Due.OfCluster due, ClusterFacts facts, Health health, Duration interval) {
        int rows = transaction.execute(
                """
                update clusters set kubernetes_version = ?, nodes_ready = ?, nodes_not_ready = ?, latency_ms = ?,
                    last_success_at = now(), health = ?, message = ?, check_claim = null, check_claimed_until = null,
                    check_due = now() + ? * interval '1 millisecond' * (0.95 + 0.1 * random())
                where id = ? and check_claim = ? and enabled and deleted_at is null
                """,
                facts.kubernetesVersion(),
                facts.nodesReady(),
                facts.nodesNotReady(),
                facts.latency().toMillis(),
                Words.of(health),
                message(facts, health),
                interval.toMillis(),
                due.cluster(),
                due.claim());
        return rows == 1;
    }

    private static String message(ClusterFacts facts, Health health) {
        if (facts.nodesNotReady() > 0) {
            return "nodes that are not ready: %d of %d".formatted(facts.nodesNotReady(), facts.nodeCount());
        }
        return health == Health.HEALTHY ? "" : "an operator is not healthy";
    }

    /// As [#answered], of a cluster that did not answer or did not let the server in.
    boolean silent(DSLContext transaction, Due.OfCluster due, String why, Duration interval) {
        int rows = transaction.execute("""
            update clusters set health = 'Unhealthy', message = ?, check_claim = null, check_claimed_until = null,
                check_due = now() + ? * interval '1 millisecond' * (0.95 + 0.1 * random())
            where id = ? and check_claim = ? and enabled and deleted_at is null
            """, why, interval.toMillis(), due.cluster(), due.claim());
        return rows == 1;
    }

    /// Nothing is known any more of the operators of a cluster; their failures stay as counted.
    void operatorsUnknown(DSLContext transaction, UUID cluster, String why) {
        transaction.execute(
                "update deployed_operators set health = 'Unknown', details = null, message = ? where cluster_id = ?",
                why,
                cluster);
    }

    void keep(DSLContext transaction, Due.OfCluster due, Health health, long latencyMillis, String message) {
        transaction.execute("""
            insert into cluster_checks (cluster_id, due, checked_at, health, latency_ms, message)
            values (?, cast(? as timestamptz), now(), ?, ?, ?)
            """, due.cluster(), utc(due.due()), Words.of(health), latencyMillis, message);
    }

    /// False when the claim is lost, or the cluster disabled or deleted: then nothing is stored.
    boolean judged(
            DSLContext transaction,
            Due.OfOperator due,
            OperatorHealth health,
            Seen seen,
            int failures,
            Duration interval) {
        int rows = transaction.execute(
                """
                update deployed_operators d set health = ?, details = cast(? as jsonb), seen = cast(? as jsonb),
                    message = ?, consecutive_failures = ?, last_checked_at = now(), check_claim = null, check_claimed_until = null,
                    check_due = now() + ? * interval '1 millisecond' * (0.95 + 0.1 * random())
                from clusters c
                where c.id = d.cluster_id and c.enabled and c.deleted_at is null
                    and d.cluster_id = ? and d.operator_name = ? and d.check_claim = ?
                """,
                Words.of(health.overall()),
                JsonColumns.of(health),
                seen.json(),
                message(health),
                failures,
                interval.toMillis(),
                due.cluster(),
                due.target().operator(),
                due.claim());
        return rows == 1;
    }

    void keep(DSLContext transaction, Due.OfOperator due, OperatorHealth health, int failures) {
        transaction.execute(
                """
                insert into operator_checks
                    (cluster_id, operator_name, due, checked_at, version, health, consecutive_failures, message)
                values (?, ?, cast(? as timestamptz), now(), ?, ?, ?, ?)
                """,
                due.cluster(),
                due.target().operator(),
                utc(due.due()),
                due.target().version(),
                Words.of(health.overall()),
                failures,
                message(health));
    }

    /// Notes what people are told; false when they were told that already.
    boolean tellUnhealthy(DSLContext transaction, OperatorCheck check, boolean unhealthy) {
        return transaction.execute("""
            update deployed_operators set unhealthy_told = ?
            where cluster_id = ? and operator_name = ? and unhealthy_told <> ?
            """, unhealthy, check.cluster(), check.operator(), unhealthy) == 1;
    }

    /// A cluster that an operator's check could not reach is checked soon.
    void checkSoon(DSLContext transaction, UUID cluster) {
        transaction.execute(
                "update clusters set check_due = now() where id = ? and check_due > now() and check_claim is null",
                cluster);
    }

    int forget(DSLContext transaction, Duration kept) {
        long age = kept.toMillis();
        return transaction.execute(
                        "delete from cluster_checks where checked_at < now() - ? * interval '1 millisecond'", age)
                + transaction.execute(
                        "delete from operator_checks where checked_at < now() - ? * interval '1 millisecond'", age);
    }

    private static String message(OperatorHealth health) {
        return health.overall() == Health.HEALTHY ? "" : health.reading().sentence();
    }

    private static Instant time(Record row, String column) {
        return row.get(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
