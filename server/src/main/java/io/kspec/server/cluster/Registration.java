package io.kspec.server.cluster;

import io.kspec.lifecycle.health.ClusterJudgement;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.audit.Actor;
import io.kspec.server.audit.Audit;
import io.kspec.server.audit.AuditEvent;
import io.kspec.server.audit.Entry;
import io.kspec.server.cluster.Cluster.About;
import io.kspec.server.cluster.Cluster.Seen;
import io.kspec.server.connection.ClusterFacts;
import io.kspec.server.connection.Offer;
import io.kspec.server.connection.Proof;
import io.kspec.server.connection.TargetReference;
import io.kspec.server.database.Transactions;
import io.kspec.server.web.Code;
import io.kspec.server.web.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Makes a cluster known. Its credential is tried before anything is stored, and outside of any transaction.
@Singleton
final class Registration {
    private final Clusters clusters;
    private final Offers offers;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;
    private final MeterRegistry meters;

    @Inject
    Registration(
            Clusters clusters,
            Offers offers,
            Transactions transactions,
            Audit audit,
            Clock clock,
            MeterRegistry meters) {
        this.clusters = clusters;
        this.offers = offers;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.meters = meters;
    }

    /// @param warnings what whoever registered it should know
    record Registered(Cluster cluster, List<String> warnings) {}

    /// Shown with 0 from the start, so that the first registration is an increase.
    void show(@Observes StartupEvent start) {
        List.of(Environment.values()).forEach(this::counter);
    }

    private Counter counter(Environment environment) {
        return meters.counter("clusters.registered.total", "environment", environment.word());
    }

    /// Throws [io.kspec.server.web.Refused] when a field is wrong, the name is taken or the kubeconfig cannot be
    /// used.
    Registered register(ClusterRequest request, Actor actor) {
        request.check();
        String name = request.name().orElseThrow();
        Offer offer = transactions.call(transaction -> {
            if (clusters.named(transaction, name).isPresent()) {
                throw taken(name).refused();
            }
            audit.record(transaction, accessed(actor, name));
            return offers.read(transaction, name, request.kubeconfig(), request.clusterTarget())
                    .orElseThrow();
        });
        UUID id = UUID.randomUUID();
        Proof.Proven proven = offers.proven(id, name, offer, actor);
        Cluster cluster = cluster(id, request, proven, clock.instant().truncatedTo(ChronoUnit.MICROS));
        transactions.run(transaction -> {
            offers.lock(transaction, name, proven);
            if (!clusters.insert(transaction, cluster)) {
                throw taken(name).refused();
            }
            offers.store(transaction, id, proven);
            audit.record(transaction, registered(actor, cluster));
        });
        counter(cluster.about().environment()).increment();
        return new Registered(cluster, proven.warnings());
    }

    private static Cluster cluster(UUID id, ClusterRequest request, Proof.Proven proven, Instant now) {
        ClusterFacts facts = proven.facts();
        var about = new About(
                request.description().orElse(""),
                request.environment().flatMap(Environment::of).orElseThrow(),
                request.labels().orElse(Map.of()),
                true);
        var seen = new Seen(
                facts.kubernetesVersion(),
                facts.nodesReady(),
                facts.nodesNotReady(),
                ClusterJudgement.judge(true, facts.nodesNotReady(), List.of()),
                "",
                facts.latency().toMillis(),
                Optional.of(now));
        return new Cluster(
                id,
                request.name().orElseThrow(),
                about,
                proven.server(),
                seen,
                now,
                now,
                proven.expiresAt(),
                proven.target());
    }

    private static Problem taken(String name) {
        return new Problem(
                Code.CLUSTER_ALREADY_EXISTS,
                "A cluster named %s is registered. Choose another name, or change that one with PUT.".formatted(name));
    }

    private static Entry accessed(Actor actor, String name) {
        return Entry.success(
                        AuditEvent.ClusterAccessed,
                        actor,
                        "Cluster",
                        name,
                        "A connection to cluster %s was opened to register it.".formatted(name))
                .with("purpose", "registration");
    }

    private static Entry registered(Actor actor, Cluster cluster) {
        return Entry.success(
                        AuditEvent.ClusterRegistered,
                        actor,
                        "Cluster",
                        cluster.name(),
                        "Cluster %s was registered.".formatted(cluster.name()))
                .with("environment", cluster.about().environment().word())
                .with("apiServerUrl", cluster.apiServerUrl())
                .with(
                        "clusterTarget",
                        cluster.clusterTarget().map(TargetReference::words).orElse(""));
    }
}
