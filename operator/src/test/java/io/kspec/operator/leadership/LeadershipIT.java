package io.kspec.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.kube.write.FencedClient;
import io.kspec.operator.metric.Meters;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.TestNamespace;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@ApiServer
final class LeadershipIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void ofThreeReplicasWithClocksHoursApartOneLeadsAndTheNextFollowsAtOnce(
            KubernetesClient client, @TestNamespace String namespace) throws InterruptedException {
        var replicas = new ArrayList<Replica>();
        for (int hours : List.of(-7, 0, 9)) {
            replicas.add(new Replica(client, namespace, Clock.offset(Clock.systemUTC(), Duration.ofHours(hours)), 60));
        }
        var sampling = new AtomicBoolean(true);
        var most = new AtomicInteger();
        Thread sampler = Thread.ofPlatform().start(() -> {
            while (sampling.get()) {
                most.accumulateAndGet(writers(replicas), Math::max);
                LockSupport.parkNanos(500_000);
            }
        });
        for (int left = replicas.size(); left > 0; left--) { // a lease is longer than our patience: it is given back
            await().atMost(PATIENCE).until(() -> writers(replicas) == 1);
            Replica leader =
                    replicas.stream().filter(Replica::writes).findFirst().orElseThrow();
            leader.close();
            assertThat(leader.writes()).isFalse();
        }
        sampling.set(false);
        sampler.join();
        assertThat(most.get()).isEqualTo(1);
        Lease lease = lease(client, namespace);
        assertThat(lease.getSpec().getHolderIdentity()).isEmpty();
        assertThat(lease.getSpec().getLeaseTransitions()).isEqualTo(2);
    }

    @Test
    void aReplicaThatIsGoneWithoutAWordIsFollowedAfterItsLease(
            KubernetesClient client, @TestNamespace String namespace) {
        var gone = LeaseRecord.first(
                "gone_1", Duration.ofSeconds(3), Clock.systemUTC().instant());
        new KubernetesLease(client, namespace).write(gone);
        try (var replica = new Replica(client, namespace, Clock.systemUTC(), 3)) {
            await().atMost(PATIENCE).until(replica::writes);
        }
    }

    @Test
    void whoeverTakesTheLeaseAwayEndsTheTermAndTheReplicaComesBack(
            KubernetesClient client, @TestNamespace String namespace) {
        try (var replica = new Replica(client, namespace, Clock.systemUTC(), 4)) {
            await().atMost(PATIENCE).until(replica::writes);
            Term first = replica.term();
            client.leases()
                    .inNamespace(namespace)
                    .withName(KubernetesLease.NAME)
                    .edit(lease -> {
                        lease.getSpec().setHolderIdentity("intruder");
                        return lease;
                    });
            await().atMost(PATIENCE).until(() -> !first.holds());
            await().atMost(PATIENCE).until(replica::writes);
            assertThat(first.holds()).isFalse();
            assertThat(replica.begun()).isEqualTo(2);
        }
    }

    @Test
    void aDutyThatCannotBeginLetsAnotherReplicaLead(KubernetesClient client, @TestNamespace String namespace) {
        Duty impossible = _ -> {
            throw new IllegalStateException("this replica cannot");
        };
        try (var unable = leadership(client, namespace, Clock.systemUTC(), 60, impossible);
                var able = new Replica(client, namespace, Clock.systemUTC(), 60)) {
            await().atMost(PATIENCE).until(able::writes);
            assertThat(unable.leading()).isFalse();
            assertThat(unable.sentence()).startsWith("the leader is ");
        }
    }

    @Test
    void whoLeadsStandsInAnEvent(KubernetesClient client, @TestNamespace String namespace) {
        try (var replica = new Replica(client, namespace, Clock.systemUTC(), 15)) {
            await().atMost(PATIENCE).until(replica::writes);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            client.v1().events().inNamespace(namespace).list().getItems())
                    .anySatisfy(event -> {
                        assertThat(event.getReason()).isEqualTo("LeaderElection");
                        assertThat(event.getMessage()).endsWith(" became leader");
                    }));
        }
    }

    @Test
    void whatATermStartedWritesNothingAfterItAndReadsOn(KubernetesClient client, @TestNamespace String namespace) {
        var holds = new AtomicBoolean(true);
        KubernetesClient fenced = FencedClient.of(client, holds::get);
        var map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("written")
                .withNamespace(namespace)
                .endMetadata()
                .build();
        fenced.resource(map).create();
        holds.set(false);
        Assertions.assertThatThrownBy(() -> fenced.resource(map).delete())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("no longer leads");
        Assertions.assertThatThrownBy(
                        () -> fenced.resource(map).fieldManager("late").serverSideApply())
                .isInstanceOf(KubernetesClientException.class);
        assertThat(fenced.resource(map).get()).isNotNull();
    }

    private static int writers(List<Replica> replicas) {
        return (int) replicas.stream().filter(Replica::writes).count();
    }

    private static Lease lease(KubernetesClient client, String namespace) {
        return client.leases()
                .inNamespace(namespace)
                .withName(KubernetesLease.NAME)
                .get();
    }

    private static Leadership leadership(KubernetesClient client, String namespace, Clock clock, int lease, Duty duty) {
        var settings = new LeadershipSettings(
                true,
                Duration.ofSeconds(lease),
                Duration.ofMillis(lease * 600L),
                Duration.ofMillis(300),
                Optional.empty(),
                "",
                "");
        return new Leadership(
                client,
                namespace,
                settings,
                List.of(duty),
                clock,
                new LeadershipMetrics(new Meters(new PrometheusRegistry(), new Meters.ClusterLabels("local", ""))));
    }

    /// A replica whose only duty is to have a term.
    private static final class Replica implements AutoCloseable {
        private final List<Term> terms = new java.util.concurrent.CopyOnWriteArrayList<>();
        private final Leadership leadership;

        Replica(KubernetesClient client, String namespace, Clock clock, int lease) {
            this.leadership = leadership(client, namespace, clock, lease, term -> {
                terms.add(term);
                return () -> {};
            });
        }

        boolean writes() {
            return terms.stream().anyMatch(Term::holds);
        }

        Term term() {
            return terms.getLast();
        }

        int begun() {
            return terms.size();
        }

        @Override
        public void close() {
            leadership.close();
        }
    }
}
