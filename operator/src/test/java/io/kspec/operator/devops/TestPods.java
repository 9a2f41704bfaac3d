package io.kspec.operator.devops;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/// Pods of one container, as tests need them.
final class TestPods {
    private TestPods() {}

    static JsonNode essence(String image, boolean probes, int restarts) {
        return PodEssence.read(PodEssence.of(running(pod("shop", "web", image, probes), restarts)));
    }

    static Pod pod(String namespace, String name, String image, boolean probes) {
        var probe = new ProbeBuilder()
                .withNewTcpSocket()
                .withNewPort(80)
                .endTcpSocket()
                .build();
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("app")
                .withImage(image)
                .withLivenessProbe(probes ? probe : null)
                .withReadinessProbe(probes ? probe : null)
                .endContainer()
                .endSpec()
                .build();
    }

    static Pod running(Pod pod, int restarts) {
        return new PodBuilder(pod)
                .withNewStatus()
                .withPhase("Running")
                .addNewContainerStatus()
                .withName("app")
                .withImage("i")
                .withImageID("i")
                .withReady(true)
                .withRestartCount(restarts)
                .endContainerStatus()
                .endStatus()
                .build();
    }

    /// Stands in for the kubelet.
    static void run(KubernetesClient client, Pod pod, int restarts) {
        client.resource(pod).create();
        client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .editStatus(stored -> running(stored, restarts));
    }
}
