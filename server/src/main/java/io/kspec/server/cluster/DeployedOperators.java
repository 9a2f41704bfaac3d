package io.kspec.server.cluster;

import io.kspec.kube.health.ProbedOperator;
import io.kspec.lifecycle.health.Baseline;
import io.kspec.lifecycle.health.OperatorHealth;
import io.kspec.server.cluster.DeployedOperator.Checked;
import io.kspec.server.cluster.DeployedOperator.Deployed;
import io.kspec.server.database.JsonColumns;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;

/// Which operator runs on which cluster. Rollouts write it, in the transaction that records their step.
@Singleton
public final class DeployedOperators {
    private static final String SELECT = """
            select d.*, c.name as cluster_name
            from deployed_operators d join clusters c on c.id = d.cluster_id
            where c.deleted_at is null
            """;

    /// The operator runs there from now on, in this version; its health is Unknown until the next check, which is due
    /// at once, and its failures are counted anew.
    public void deployed(DSLContext transaction, UUID cluster, Deployed what, Instant now) {
        transaction.execute(
                """
                insert into deployed_operators
                    (cluster_id, operator_name, namespace, version, probed, deployed_at, baseline, check_due)
                values (?, ?, ?, ?, cast(? as jsonb), cast(? as timestamptz), cast(? as jsonb), now())
                on conflict (cluster_id, operator_name) do update set namespace = excluded.namespace,
                    version = excluded.version, probed = excluded.probed, deployed_at = excluded.deployed_at,
                    baseline = excluded.baseline, health = 'Unknown', details = null, message = '', seen = null,
                    consecutive_failures = 0, check_due = now(), check_claim = null, check_claimed_until = null
                """,
                cluster,
                what.operator(),
                what.namespace(),
                what.version(),
                JsonColumns.of(what.probed()),
                now.atOffset(ZoneOffset.UTC),
                JsonColumns.of(what.baseline()));
    }

    /// The operator runs there no more.
    public void removed(DSLContext transaction, UUID cluster, String operator) {
        transaction.execute(
                "delete from deployed_operators where cluster_id = ? and operator_name = ?", cluster, operator);
    }

    /// Those on some clusters, by cluster and operator name.
    public List<DeployedOperator> on(DSLContext transaction, Collection<UUID> clusters) {
        return transaction
                .fetch(SELECT + " and d.cluster_id = any(cast(? as uuid[])) order by c.name, d.operator_name", (Object)
                        clusters.toArray(UUID[]::new))
                .map(DeployedOperators::read);
    }

    /// Where one operator runs, by name of the cluster.
    public List<DeployedOperator> of(DSLContext transaction, String operator) {
        return transaction
                .fetch(
                        SELECT
                                + " and (d.cluster_id, d.operator_name) in"
                                + " (select cluster_id, operator_name from operator_places where operator_name = ?)"
                                + " order by c.name",
                        operator)
                .map(DeployedOperators::read);
    }

    /// On how many clusters each of them runs; absent is none.
    public Map<String, Integer> counts(DSLContext transaction, Collection<String> names) {
        return transaction
                .fetch("""
                        select operator_name, count(*) as number from operator_places
                        where operator_name = any(cast(? as text[])) group by 1
                        """, (Object) names.toArray(String[]::new))
                .intoMap(row -> row.get("operator_name", String.class), row -> row.get("number", Integer.class));
    }

    /// Empty when the operator is not deployed there.
    public Optional<DeployedOperator> one(DSLContext transaction, UUID cluster, String operator) {
        return transaction
                .fetchOptional(SELECT + " and d.cluster_id = ? and d.operator_name = ?", cluster, operator)
                .map(DeployedOperators::read);
    }

    /// What a row of `deployed_operators` says was deployed.
    public static Deployed deployed(Record row) {
        return new Deployed(
                row.get("operator_name", String.class),
                row.get("namespace", String.class),
                row.get("version", String.class),
                json(row, "probed", ProbedOperator.class).orElseThrow(),
                json(row, "baseline", Baseline.class).orElse(Baseline.NONE));
    }

    private static DeployedOperator read(Record row) {
        var checked = new Checked(
                Words.health(row.get("health", String.class)).orElseThrow(),
                json(row, "details", OperatorHealth.class),
                row.get("consecutive_failures", Integer.class),
                row.get("message", String.class),
                time(row, "last_checked_at"));
        return new DeployedOperator(
                row.get("cluster_id", UUID.class),
                row.get("cluster_name", String.class),
                deployed(row),
                time(row, "deployed_at").orElseThrow(),
                checked);
    }

    private static Optional<Instant> time(Record row, String column) {
        return Optional.ofNullable(row.get(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static <T> Optional<T> json(Record row, String column, Class<T> type) {
        return Optional.ofNullable(row.get(column, JSONB.class)).map(stored -> JsonColumns.read(stored, type));
    }
}
