package io.kspec.server.cluster;

import io.kspec.server.audit.Actor;
import io.kspec.server.audit.Audit;
import io.kspec.server.audit.AuditEvent;
import io.kspec.server.audit.Entry;
import io.kspec.server.cluster.Cluster.About;
import io.kspec.server.connection.Offer;
import io.kspec.server.connection.Proof;
import io.kspec.server.connection.TargetReference;
import io.kspec.server.database.Transactions;
import io.kspec.server.web.Tags;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/// Changes what is known of a cluster, and how the server signs in there. A new credential is tried first; all
/// replicas use it from their next connection on.
@Singleton
final class Change {
    private final Clusters clusters;
    private final Offers offers;
    private final Transactions transactions;
    private final Audit audit;
    private final Tags tags;
    private final Clock clock;

    @Inject
    Change(Clusters clusters, Offers offers, Transactions transactions, Audit audit, Tags tags, Clock clock) {
        this.clusters = clusters;
        this.offers = offers;
        this.transactions = transactions;
        this.audit = audit;
        this.tags = tags;
        this.clock = clock;
    }

    /// What a tag stands for: all that people can change. Checks change the answer, not the tag.
    record Version(String cluster, String updatedAt) {
        static Version of(Cluster cluster) {
            return new Version(cluster.id().toString(), cluster.updatedAt().toString());
        }
    }

    /// Which cluster it is, and what it shall be signed in to with. Another one may have its name by the time that is
    /// proven.
    private record Known(UUID id, Optional<Offer> offer) {}

    /// Throws [io.kspec.server.web.Refused] when a field is wrong, the kubeconfig cannot be used, the cluster is not
    /// registered, or somebody else was faster.
    Cluster apply(String name, ClusterChange change, Optional<String> ifMatch, Actor actor) {
        change.check();
        Known known = transactions.call(transaction -> {
            Cluster cluster = Found.required(clusters.named(transaction, name), name);
            tags.demand(ifMatch, Version.of(cluster));
            return new Known(cluster.id(), offers.read(transaction, name, change.kubeconfig(), change.clusterTarget()));
        });
        Optional<Proof.Proven> proven = known.offer().map(offered -> offers.proven(known.id(), name, offered, actor));
        return transactions.call(transaction -> {
            proven.ifPresent(good -> offers.lock(transaction, name, good));
            Optional<Cluster> same = clusters.locked(transaction, name)
                    .filter(found -> found.id().equals(known.id()));
            Cluster before = Found.required(same, name);
            tags.demand(ifMatch, Version.of(before));
            About about = change.on(before.about());
            String server = proven.map(Proof.Proven::server).orElse(before.apiServerUrl());
            clusters.update(transaction, before, about, server, clock.instant().truncatedTo(ChronoUnit.MICROS));
            proven.ifPresent(good -> offers.store(transaction, before.id(), good));
            audit.record(transaction, updated(actor, before, about, proven));
            return Found.required(clusters.named(transaction, name), name);
        });
    }

    private static Entry updated(Actor actor, Cluster before, About after, Optional<Proof.Proven> proven) {
        About old = before.about();
        return Entry.success(
                        AuditEvent.ClusterUpdated,
                        actor,
                        "Cluster",
                        before.name(),
                        "Cluster %s was changed.".formatted(before.name()))
                .with("environment", after.environment().word())
                .with("enabled", Boolean.toString(after.enabled()))
                .with("environmentBefore", old.environment().word())
                .with("enabledBefore", Boolean.toString(old.enabled()))
                .with("labelsChanged", Boolean.toString(!old.labels().equals(after.labels())))
                .with("descriptionChanged", Boolean.toString(!old.description().equals(after.description())))
                .with("kubeconfigChanged", Boolean.toString(proven.isPresent()))
                .with(
                        "clusterTarget",
                        proven.flatMap(Proof.Proven::target)
                                .map(TargetReference::words)
                                .orElse(""));
    }
}
