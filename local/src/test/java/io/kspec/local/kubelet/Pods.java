package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/// Steps that the tests of the small kubelet share.
///
/// @param client of the cluster
record Pods(KubernetesClient client) {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static LocalKubernetes cluster(String... controllerManagerArguments) {
        return LocalKubernetes.start(
                LocalOptions.defaults()
                        .withNodes(0)
                        .without(Component.KWOK)
                        .withControllerManagerArguments(controllerManagerArguments),
                Progress.silent());
    }

    static KubeletSettings settings() {
        return KubeletSettings.defaults()
                .withNodes(3)
                .withHeartbeat(Duration.ofSeconds(1))
                .withBackOff(Duration.ofSeconds(1), Duration.ofSeconds(2))
                .withRefresh(Duration.ofMillis(500))
                .image("tests/sh", ImageProgram.of("/bin/sh", "-c"))
                .image("tests/tiny", TinyProgram.image());
    }

    void apply(String yaml) {
        client.resourceList(client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                        .items())
                .inNamespace("default")
                .create();
    }

    /// A pod with one container `main` of image `tests/sh`, and a folder at `/shared`.
    ///
    /// @param script what its shell runs
    /// @param more lines of the container, without indentation
    Pod shell(String name, String script, String more) {
        Pod pod =
                Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, labels: {app: %s}}
                spec:
                  volumes: [{name: shared, emptyDir: {}}]
                  containers:
                  - name: main
                    image: tests/sh:1
                    volumeMounts: [{name: shared, mountPath: /shared}]
                %s
                """.formatted(name, name, more.indent(4).stripTrailing()), Pod.class);
        pod.getSpec().getContainers().getFirst().setArgs(List.of(script));
        return client.pods().inNamespace("default").resource(pod).create();
    }

    Optional<Pod> find(String name) {
        return Optional.ofNullable(
                client.pods().inNamespace("default").withName(name).get());
    }

    Pod await(String name, Predicate<Pod> wanted) {
        return Awaitility.await(name)
                .atMost(PATIENCE)
                .until(() -> find(name).filter(wanted), Optional::isPresent)
                .orElseThrow();
    }

    void awaitGone(String name) {
        Awaitility.await(name).atMost(PATIENCE).until(() -> find(name).isEmpty());
    }

    static Optional<ContainerStatus> first(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream().findFirst();
    }

    static int restarts(Pod pod) {
        return first(pod).map(ContainerStatus::getRestartCount).orElse(0);
    }

    static boolean isRunning(Pod pod) {
        return first(pod)
                .filter(status -> status.getState().getRunning() != null)
                .isPresent();
    }

    static String waitsFor(Pod pod) {
        return first(pod)
                .map(status -> status.getState().getWaiting())
                .map(waiting -> "%s: %s".formatted(waiting.getReason(), waiting.getMessage()))
                .orElse("");
    }
}
