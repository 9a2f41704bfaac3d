package io.kspec.kube.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.cluster.Reading;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.managed.Cluster;
import io.kspec.lifecycle.crd.chart.ServiceSource.LiveService;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a real API server says of Services; nobody keeps endpoints there but this test.
@Tag("apiserver")
final class ClusterServicesIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static LocalKubernetes cluster;

    @BeforeAll
    static void start() {
        cluster = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent());
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void aServiceThatIsNotThereIsKnownNotToBe() {
        assertThat(look("nobodys")).isEqualTo(new Reading.Known<>(Optional.empty()));
    }

    @Test
    void oneIsReadyByItsReadyEndpointsAlone() {
        service("silent");
        service("late");
        service("awake");
        assertThat(isReady("silent")).isFalse();
        slice("late", "{ready: false}");
        slice("awake", "{ready: true}");
        assertThat(isReady("late")).isFalse();
        assertThat(isReady("awake")).isTrue();
    }

    @Test
    void oneThatLeadsOutOfTheClusterNeedsNoEndpoint() {
        new Cluster(cluster.client()).apply("""
                apiVersion: v1
                kind: Service
                metadata: {name: outside}
                spec: {type: ExternalName, externalName: example.org}
                """);
        assertThat(isReady("outside")).isTrue();
    }

    @Test
    void whereTheClusterIsAwayNothingIsKnown() {
        try (KubernetesClient away = new Cluster(cluster.client()).away()) {
            assertThat(new ClusterServices("away", new ApiCalls(away, SOON)).look("default", "any"))
                    .isInstanceOf(Reading.Unknown.class);
        }
    }

    private static boolean isReady(String service) {
        return look(service) instanceof Reading.Known<Optional<LiveService>>(Optional<LiveService> found)
                && found.orElseThrow().ready();
    }

    private static Reading<Optional<LiveService>> look(String service) {
        return new ClusterServices("here", new ApiCalls(cluster.client(), SOON)).look("default", service);
    }

    private static void service(String name) {
        new Cluster(cluster.client()).apply("""
                apiVersion: v1
                kind: Service
                metadata: {name: %s}
                spec: {ports: [{port: 443}]}
                """.formatted(name));
    }

    private static void slice(String name, String conditions) {
        new Cluster(cluster.client()).apply("""
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: %1$s, labels: {kubernetes.io/service-name: %1$s}}
                addressType: IPv4
                endpoints: [{addresses: [10.0.0.1], conditions: %2$s}]
                """.formatted(name, conditions));
    }
}
