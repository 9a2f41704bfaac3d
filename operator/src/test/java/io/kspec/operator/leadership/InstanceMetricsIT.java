package io.kspec.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.operator.metric.Meters;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.TestNamespace;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ApiServer
final class InstanceMetricsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Meters meters = new Meters(registry, new Meters.ClusterLabels("local", ""));

    @Test
    void readyReplicasAreCountedAndOutsideAClusterThereIsThisOne(
            KubernetesClient client, @TestNamespace String namespace) {
        InstanceMetrics.register(meters, client, namespace, Clock.systemUTC());
        assertThat(counted()).containsExactly(1.0);
        replica(client, namespace, "a", Map.of());
        replica(client, namespace, "b", Map.of());
        replica(client, namespace, "waiting", Map.of("no-node", "has-this"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(counted()).containsExactly(2.0));
    }

    @Test
    void whatCannotBeReadIsNoSeries(KubernetesClient client, @TestNamespace String namespace) {
        InstanceMetrics.register(meters, client, namespace + "/none", Clock.systemUTC());
        assertThat(counted()).isEmpty();
    }

    private List<Double> counted() {
        return registry.scrape(name -> name.equals("kspec_active_manager_instances")).stream()
                .flatMap(metric -> metric.getDataPoints().stream())
                .map(series -> ((GaugeDataPointSnapshot) series).getValue())
                .toList();
    }

    private static void replica(KubernetesClient client, String namespace, String name, Map<String, String> nodes) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels("app.kubernetes.io/name", "kspec-operator")
                .endMetadata()
                .withNewSpec()
                .withNodeSelector(nodes)
                .addNewContainer()
                .withName("manager")
                .withImage("registry.k8s.io/pause:3.10")
                .endContainer()
                .endSpec()
                .build();
        client.resource(pod).create();
    }
}
