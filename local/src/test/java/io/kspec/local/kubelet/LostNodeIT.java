package io.kspec.local.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Pod;
import io.kspec.local.LocalKubernetes;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the controllers make of a node that is gone.
@Tag("apiserver")
final class LostNodeIT {
    private static final Map<String, String> APP = Map.of("app", "moving");

    @Test
    void thePodsOfALostNodeAreNoticedAndReplacedAndNothingOutlivesTheKubelet() {
        try (LocalKubernetes cluster = Pods.cluster("--node-monitor-grace-period=4s", "--node-monitor-period=500ms")) {
            SmallKubelet kubelet = SmallKubelet.start(cluster, Pods.settings().withNodes(2));
            List<ProcessHandle> processes;
            try (kubelet) {
                new Pods(cluster.client()).apply(MOVING);
                Pod lost = kubelet.awaitReady("default", APP, 1, Pods.PATIENCE).getFirst();
                ProcessHandle process = kubelet.processOf(lost).orElseThrow();
                String node = lost.getSpec().getNodeName();

                kubelet.loseNode(node);
                await().atMost(Pods.PATIENCE).until(() -> !process.isAlive());
                await().atMost(Pods.PATIENCE)
                        .until(() -> readiness(cluster, node).equals("Unknown"));
                await().atMost(Pods.PATIENCE)
                        .until(() -> !PodReadiness.isReady(
                                cluster.client().resource(lost).get()));

                Pod replacement =
                        kubelet.awaitReady("default", APP, 1, Pods.PATIENCE).getFirst();
                assertThat(replacement.getSpec().getNodeName()).isNotEqualTo(node);
                assertThat(cluster.client().resource(lost).get().getMetadata().getDeletionTimestamp())
                        .as("nobody is left to confirm that the lost pod has ended")
                        .isNotNull();
                processes = List.of(kubelet.processOf(replacement).orElseThrow());
            }
            assertThat(cluster.client().nodes().list().getItems()).isEmpty();
            await().atMost(Pods.PATIENCE).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    void aClusterThatIsClosedEndsItsPodsFirst() {
        LocalKubernetes cluster = Pods.cluster();
        ProcessHandle process;
        try (cluster) {
            SmallKubelet kubelet = SmallKubelet.start(cluster, Pods.settings().withNodes(1));
            Pods pods = new Pods(cluster.client());
            pods.shell("left", "exec sleep 1000", "");
            process =
                    kubelet.processOf(pods.await("left", PodReadiness::isReady)).orElseThrow();
        }
        await().atMost(Pods.PATIENCE).until(() -> !process.isAlive());
        assertThat(cluster.directory()).doesNotExist();
    }

    private static String readiness(LocalKubernetes cluster, String node) {
        return cluster.client().nodes().withName(node).get().getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .map(NodeCondition::getStatus)
                .collect(Collectors.joining());
    }

    private static final String MOVING = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: moving}
            spec:
              replicas: 1
              selector: {matchLabels: {app: moving}}
              template:
                metadata: {labels: {app: moving}}
                spec:
                  tolerations:
                  - {key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 1}
                  containers: [{name: main, image: "tests/sh:1", args: ["exec sleep 1000"]}]
            """;
}
