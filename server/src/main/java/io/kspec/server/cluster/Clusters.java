package io.kspec.server.cluster;

import com.fasterxml.jackson.core.type.TypeReference;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.cluster.Cluster.About;
import io.kspec.server.cluster.Cluster.Seen;
import io.kspec.server.connection.TargetReference;
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
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// The table of registered clusters. A deleted one is not found any more; its row stays for those that point to it.
@Singleton
public final class Clusters {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final String SELECT = """
            select c.*, k.expires_at, k.holder_id, k.target_namespace, k.target_name, h.name as holder_name
            from clusters c left join cluster_credentials k on k.cluster_id = c.id
                left join clusters h on h.id = k.holder_id
            where c.deleted_at is null
            """;

    public Optional<Cluster> named(DSLContext transaction, String name) {
        return transaction.fetchOptional(SELECT + " and c.name = ?", name).map(Clusters::read);
    }

    /// A name comes before an id that looks the same.
    Optional<Cluster> namedOrWithId(DSLContext transaction, String nameOrId) {
        return transaction
                .fetchOptional(
                        SELECT + " and (c.name = ? or c.id::text = ?) order by c.name = ? desc limit 1",
                        nameOrId,
                        nameOrId,
                        nameOrId)
                .map(Clusters::read);
    }

    /// Names of those that sign in by a ClusterTarget that this one holds.
    List<String> signingInBy(DSLContext transaction, Cluster holder) {
        return transaction.fetch("""
                        select c.name from clusters c join cluster_credentials k on k.cluster_id = c.id
                        where k.holder_id = ? and c.deleted_at is null order by c.name
                        """, holder.id()).map(row -> row.get("name", String.class));
    }

    /// Those of the names that are registered, by name.
    public List<Cluster> named(DSLContext transaction, Collection<String> names) {
        return transaction
                .fetch(SELECT + " and c.name = any(cast(? as text[])) order by c.name", (Object)
                        names.toArray(String[]::new))
                .map(Clusters::read);
    }

    /// As [#named], and nobody else changes the row until the transaction ends.
    Optional<Cluster> locked(DSLContext transaction, String name) {
        return transaction
                .fetchOptional(SELECT + " and c.name = ? for update of c", name)
                .map(Clusters::read);
    }

    /// Some of them, by name.
    List<Cluster> page(DSLContext transaction, ClusterFilter filter, int limit, int offset) {
        return transaction
                .fetch(
                        SELECT + " and {0} order by c.name limit {1} offset {2}",
                        condition(filter),
                        DSL.val(limit),
                        DSL.val(offset))
                .map(Clusters::read);
    }

    int count(DSLContext transaction, ClusterFilter filter) {
        return transaction
                .fetchSingle("select count(*) from clusters c where c.deleted_at is null and {0}", condition(filter))
                .get(0, Integer.class);
    }

    private static Condition condition(ClusterFilter filter) {
        return DSL.and(
                filter.environment()
                        .map(wanted -> DSL.condition("c.environment = ?", wanted.word()))
                        .orElse(DSL.noCondition()),
                filter.health()
                        .map(wanted -> DSL.condition("c.health = ?", Words.of(wanted)))
                        .orElse(DSL.noCondition()),
                filter.labels().isEmpty()
                        ? DSL.noCondition()
                        : DSL.condition("c.labels @> cast(? as jsonb)", JsonColumns.of(filter.labels())));
    }

    /// False when the name is taken. The first check is due within a minute, so that checks are spread.
    boolean insert(DSLContext transaction, Cluster cluster) {
        return transaction.execute(
                        """
                        insert into clusters (id, name, description, environment, labels, enabled, api_server_url,
                            kubernetes_version, nodes_ready, nodes_not_ready, health, latency_ms, last_success_at,
                            registered_at, updated_at, check_due)
                        values (?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?, ?, ?, ?, cast(? as timestamptz),
                            cast(? as timestamptz), cast(? as timestamptz), now() + random() * interval '1 minute')
                        on conflict (name) where deleted_at is null do nothing
                        """,
                        cluster.id(),
                        cluster.name(),
                        cluster.about().description(),
                        cluster.about().environment().word(),
                        labels(cluster.about()),
                        cluster.about().enabled(),
                        cluster.apiServerUrl(),
                        cluster.seen().kubernetesVersion(),
                        cluster.seen().nodesReady(),
                        cluster.seen().nodesNotReady(),
                        Words.of(cluster.seen().health()),
                        cluster.seen().latencyMs(),
                        cluster.seen().lastSuccess().map(Clusters::utc).orElse(null),
                        utc(cluster.registeredAt()),
                        utc(cluster.registeredAt()))
                == 1;
    }

    /// What people say of it; a check is due at once, so that one that was disabled is soon known again.
    void update(DSLContext transaction, Cluster cluster, About about, String apiServerUrl, Instant now) {
        transaction.execute(
                """
                update clusters set description = ?, environment = ?, labels = cast(? as jsonb), enabled = ?,
                    api_server_url = ?, updated_at = cast(? as timestamptz), check_due = now(),
                    check_claim = null, check_claimed_until = null
                where id = ?
                """,
                about.description(),
                about.environment().word(),
                labels(about),
                about.enabled(),
                apiServerUrl,
                utc(now),
                cluster.id());
    }

    /// Leaves of the row what history needs: id, name, environment and times.
    void erase(DSLContext transaction, Cluster cluster, Instant now) {
        transaction.execute("delete from deployed_operators where cluster_id = ?", cluster.id());
        transaction.execute("update cluster_checks set message = '' where cluster_id = ?", cluster.id());
        transaction.execute("update operator_checks set message = '' where cluster_id = ?", cluster.id());
        transaction.execute("""
                update clusters set description = '', labels = '{}', api_server_url = '', message = '',
                    enabled = false, health = 'Unknown', deleted_at = cast(? as timestamptz),
                    updated_at = cast(? as timestamptz), check_claim = null
                where id = ?
                """, utc(now), utc(now), cluster.id());
    }

    private static JSONB labels(About about) {
        return JsonColumns.of(about.labels());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Cluster read(Record row) {
        var about = new About(
                row.get("description", String.class),
                Environment.of(row.get("environment", String.class)).orElseThrow(),
                JsonColumns.read(row.get("labels", JSONB.class), TEXTS),
                row.get("enabled", Boolean.class));
        var seen = new Seen(
                row.get("kubernetes_version", String.class),
                row.get("nodes_ready", Integer.class),
                row.get("nodes_not_ready", Integer.class),
                Words.health(row.get("health", String.class)).orElseThrow(),
                row.get("message", String.class),
                row.get("latency_ms", Long.class),
                time(row, "last_success_at"));
        return new Cluster(
                row.get("id", UUID.class),
                row.get("name", String.class),
                about,
                row.get("api_server_url", String.class),
                seen,
                time(row, "registered_at").orElseThrow(),
                time(row, "updated_at").orElseThrow(),
                time(row, "expires_at"),
                target(row));
    }

    private static Optional<TargetReference> target(Record row) {
        return Optional.ofNullable(row.get("holder_id", UUID.class))
                .map(holder -> new TargetReference(
                        holder,
                        row.get("holder_name", String.class),
                        row.get("target_namespace", String.class),
                        row.get("target_name", String.class)));
    }

    private static Optional<Instant> time(Record row, String column) {
        return Optional.ofNullable(row.get(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
