package io.kspec.local;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;

/// Nodes without a machine: kwok plays their kubelets, so their pods become Ready and run nothing.
final class FakeNodes {
    static final String LABEL = "kwok.x-k8s.io/node";
    static final String LABEL_VALUE = "fake";

    /// Large enough that the load tests' ten thousand pods fit on the two default nodes.
    private static final Map<String, Quantity> CAPACITY =
            Map.of("cpu", new Quantity("1000"), "memory", new Quantity("4Ti"), "pods", new Quantity("20000"));

    private FakeNodes() {}

    static void register(KubernetesClient client, int count) {
        for (int number = 1; number <= count; number++) {
            client.resource(node("fake-node-%d".formatted(number))).create();
        }
    }

    static Node node(String name) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(LABEL, LABEL_VALUE)
                .addToLabels("kubernetes.io/hostname", name)
                .addToLabels("kubernetes.io/os", "linux")
                .addToLabels("kubernetes.io/arch", "amd64")
                .endMetadata()
                .withNewStatus()
                .withCapacity(CAPACITY)
                .withAllocatable(CAPACITY)
                .endStatus()
                .build();
    }

    /// Removes the leases by which kwok holds its nodes. A kwok that is started anew has a new identity, and
    /// would leave the nodes of its former self alone until these have expired, for 40 s.
    static void release(KubernetesClient client) {
        client.nodes().withLabel(LABEL, LABEL_VALUE).list().getItems().stream()
                .map(node -> node.getMetadata().getName())
                .forEach(name -> client.leases()
                        .inNamespace("kube-node-lease")
                        .withName(name)
                        .delete());
    }

    static boolean areReady(KubernetesClient client, int count) {
        return client.nodes().withLabel(LABEL, LABEL_VALUE).list().getItems().stream()
                        .filter(FakeNodes::isReady)
                        .count()
                >= count;
    }

    static boolean isReady(Node node) {
        return node.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }
}
