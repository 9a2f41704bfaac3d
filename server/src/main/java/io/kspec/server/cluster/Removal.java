package io.kspec.server.cluster;

import io.kspec.server.audit.Actor;
import io.kspec.server.audit.Audit;
import io.kspec.server.audit.AuditEvent;
import io.kspec.server.audit.Entry;
import io.kspec.server.connection.Connections;
import io.kspec.server.database.Transactions;
import io.kspec.server.web.Code;
import io.kspec.server.web.Detail;
import io.kspec.server.web.Problem;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/// Forgets a cluster: its credential and everything that people wrote about it. That it existed, its checks and the
/// audit log stay. Nothing is changed in the cluster itself.
@Singleton
final class Removal {
    private final Clusters clusters;
    private final Instance<ClusterUse> uses;
    private final Connections connections;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;

    @Inject
    Removal(
            Clusters clusters,
            @Any Instance<ClusterUse> uses,
            Connections connections,
            Transactions transactions,
            Audit audit,
            Clock clock) {
        this.clusters = clusters;
        this.uses = uses;
        this.connections = connections;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /// Throws [io.kspec.server.web.Refused] (404, or 409 with everything that needs the cluster).
    ///
    /// @param force although something needs it: for a cluster that is gone for good
    void remove(String name, boolean force, Actor actor) {
        Cluster removed = transactions.call(transaction -> {
            Cluster cluster = Found.required(clusters.locked(transaction, name), name);
            List<String> needed = uses.stream()
                    .flatMap(use -> use.of(transaction, cluster).stream())
                    .toList();
            if (!needed.isEmpty() && !force) {
                throw inUse(cluster, needed).refused();
            }
            connections.erase(transaction, cluster.id());
            clusters.erase(transaction, cluster, clock.instant());
            audit.record(transaction, deleted(actor, cluster, force));
            return cluster;
        });
        connections.forget(removed.id());
    }

    private static Problem inUse(Cluster cluster, List<String> needed) {
        Stream<Detail> details = needed.stream().map(why -> Detail.ofCluster(cluster.name(), why));
        return new Problem(
                Code.IN_USE,
                "Cluster %s is in use: see the details. Undeploy first, with DELETE /api/v1/clusters/%s/operators/{name} for each operator, and give the clusters that sign in by its ClusterTargets another credential with PUT; if the cluster is gone for good, add ?force=true."
                        .formatted(cluster.name(), cluster.name()),
                details.toList());
    }

    private static Entry deleted(Actor actor, Cluster cluster, boolean force) {
        return Entry.success(
                        AuditEvent.ClusterDeleted,
                        actor,
                        "Cluster",
                        cluster.name(),
                        "Cluster %s was deleted, and with it its credential.".formatted(cluster.name()))
                .with("force", Boolean.toString(force));
    }
}
