package io.kspec.local.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalKubernetesException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Pods that are processes, under the real scheduler and controllers.
@Tag("apiserver")
final class SmallKubeletIT {
    private static final Map<String, String> WEB = Map.of("app", "web");

    private static LocalKubernetes cluster;
    private static SmallKubelet kubelet;
    private static Pods pods;

    @BeforeAll
    static void start() {
        cluster = Pods.cluster();
        kubelet = SmallKubelet.start(cluster, Pods.settings());
        pods = new Pods(cluster.client());
    }

    @AfterAll
    static void close() {
        kubelet.close();
        cluster.close();
    }

    @Test
    void aDeploymentRunsOnEveryNodeAndItsServiceReachesTheReadyPodsOnly() throws Exception {
        pods.apply(WEB_SERVICE);
        pods.apply(WEB_DEPLOYMENT);
        List<Pod> ready = kubelet.awaitReady("default", WEB, 3, Pods.PATIENCE);
        assertThat(ready)
                .extracting(pod -> pod.getSpec().getNodeName())
                .containsExactlyInAnyOrderElementsOf(kubelet.nodes());
        assertThat(ready).extracting(pod -> pod.getStatus().getPodIP()).doesNotHaveDuplicates();
        await().atMost(Pods.PATIENCE).until(this::webIsAvailable);

        try (LoopbackProxy proxy = LoopbackProxy.start(cluster.client(), "default", "web", 80)) {
            await().atMost(Pods.PATIENCE).until(() -> proxy.readyPods().size() == 3);
            assertThat(answers(proxy.address(), 6)).containsExactlyInAnyOrderElementsOf(proxy.readyPods());

            Pod unready = ready.getFirst();
            get(new InetSocketAddress(unready.getStatus().getPodIP(), 8080), "/unready");
            await().atMost(Pods.PATIENCE).until(() -> proxy.readyPods().size() == 2);
            assertThat(answers(proxy.address(), 6))
                    .hasSize(2)
                    .doesNotContain(unready.getMetadata().getName());

            kubelet.processOf(ready.get(1)).orElseThrow().destroyForcibly();
            assertThat(answers(proxy.address(), 6))
                    .contains(ready.get(2).getMetadata().getName());
            cluster.client()
                    .apps()
                    .deployments()
                    .inNamespace("default")
                    .withName("web")
                    .delete();
            await().atMost(Pods.PATIENCE).until(() -> proxy.readyPods().isEmpty());
        }
    }

    @Test
    void aPodIsReadyWhileItsReadinessProbePasses() throws Exception {
        pods.shell("gated", "sleep 1000", """
                readinessProbe: {exec: {command: [test, -f, /shared/ready]}, periodSeconds: 1}
                """);
        Pod running = pods.await("gated", Pods::isRunning);
        assertThat(PodReadiness.isReady(running)).isFalse();
        Path file = cluster.directory()
                .resolve("pods/%s/volumes/shared/ready"
                        .formatted(running.getMetadata().getUid()));
        Files.createFile(file);
        pods.await("gated", PodReadiness::isReady);
        Files.delete(file);
        pods.await("gated", pod -> !PodReadiness.isReady(pod));
        assertThat(Pods.restarts(running)).isZero();
    }

    @Test
    void aKilledProcessIsStartedAgainAndCounted() {
        pods.shell("killed", "echo begun; exec sleep 1000", "");
        Pod first = pods.await("killed", PodReadiness::isReady);
        long before = kubelet.processOf(first).orElseThrow().pid();
        kubelet.processOf(first).orElseThrow().destroyForcibly();
        Pod again = pods.await("killed", pod -> Pods.restarts(pod) == 1 && PodReadiness.isReady(pod));
        assertThat(kubelet.processOf(again).orElseThrow().pid()).isNotEqualTo(before);
        var end = Pods.first(again).orElseThrow().getLastState().getTerminated();
        assertThat(end.getExitCode()).isEqualTo(137);
        assertThat(end.getReason()).isEqualTo("Error");
        assertThat(kubelet.logs(again)).isEqualTo("begun\nbegun\n");
    }

    @Test
    void aContainerThatKeepsEndingWaitsLongerAndLonger() {
        pods.shell("crashing", "echo no luck; exit 4", "");
        Pod waiting = pods.await("crashing", pod -> Pods.waitsFor(pod).startsWith("CrashLoopBackOff"));
        assertThat(waiting.getStatus().getPhase()).isEqualTo("Running");
        assertThat(Pods.first(waiting)
                        .orElseThrow()
                        .getLastState()
                        .getTerminated()
                        .getExitCode())
                .isEqualTo(4);
        assertThatThrownBy(() -> kubelet.awaitReady("default", Map.of("app", "crashing"), 1, Duration.ofMillis(1)))
                .isInstanceOf(LocalKubernetesException.class)
                .hasMessageContaining("0 of 1 pods are Ready")
                .hasMessageContaining("no luck");
    }

    @Test
    void aFailingLivenessProbeEndsTheContainerAndItIsStartedAgain() {
        pods.shell("sick", "echo begun; exec sleep 1000", """
                livenessProbe: {tcpSocket: {port: 1}, periodSeconds: 1, failureThreshold: 1}
                """);
        Pod again = pods.await("sick", pod -> Pods.restarts(pod) >= 1);
        assertThat(Pods.first(again)
                        .orElseThrow()
                        .getLastState()
                        .getTerminated()
                        .getExitCode())
                .isEqualTo(143);
    }

    @Test
    void aPodThatIsDeletedMayFinishWithinItsGrace() {
        String script = "trap 'echo asked; test -f /shared/hooked && echo hooked; sleep 1; echo done; exit 0' TERM;"
                + " echo begun; while :; do sleep 0.1; done";
        Pod polite = pods.shell("polite", script, """
                lifecycle: {preStop: {exec: {command: [touch, /shared/hooked]}}}
                """);
        await().atMost(Pods.PATIENCE).until(() -> kubelet.logs(polite).startsWith("begun"));
        cluster.client().pods().inNamespace("default").withName("polite").delete();
        pods.awaitGone("polite");
        assertThat(kubelet.logs(polite)).isEqualTo("begun\nasked\nhooked\ndone\n");
    }

    @Test
    void aPodThatDoesNotEndInTimeIsKilled() {
        Pod stubborn = pods.shell("stubborn", "trap '' TERM; echo begun; while :; do sleep 0.1; done", "");
        await().atMost(Pods.PATIENCE).until(() -> kubelet.logs(stubborn).startsWith("begun"));
        ProcessHandle process = kubelet.processOf(stubborn).orElseThrow();
        cluster.client()
                .pods()
                .inNamespace("default")
                .withName("stubborn")
                .withGracePeriod(1)
                .delete();
        pods.awaitGone("stubborn");
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void aPodWhoseObjectIsForcedAwayLosesItsProcesses() {
        pods.shell("forced", "exec sleep 1000", "");
        ProcessHandle process =
                kubelet.processOf(pods.await("forced", PodReadiness::isReady)).orElseThrow();
        cluster.client()
                .pods()
                .inNamespace("default")
                .withName("forced")
                .withGracePeriod(0)
                .delete();
        await().atMost(Pods.PATIENCE).until(() -> !process.isAlive());
    }

    @Test
    void everyProcessIsRecordedWithTheCluster() throws Exception {
        Pod pod = pods.shell("recorded", "exec sleep 1000", "");
        ProcessHandle process =
                kubelet.processOf(pods.await("recorded", PodReadiness::isReady)).orElseThrow();
        assertThat(Files.readString(cluster.directory().resolve("processes")))
                .contains("process %d ".formatted(process.pid()));
        assertThat(pod.getSpec().getContainers()).hasSize(1);
    }

    private boolean webIsAvailable() {
        var status = cluster.client()
                .apps()
                .deployments()
                .inNamespace("default")
                .withName("web")
                .get()
                .getStatus();
        return Integer.valueOf(3).equals(status.getAvailableReplicas());
    }

    private static Set<String> answers(InetSocketAddress address, int times) throws Exception {
        Set<String> names = new HashSet<>();
        for (int asked = 0; asked < times; asked++) {
            names.add(get(address, "/name"));
        }
        return names;
    }

    /// Over a connection of its own.
    private static String get(InetSocketAddress address, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI target = URI.create("http://%s:%d%s".formatted(address.getHostString(), address.getPort(), path));
            return client.send(HttpRequest.newBuilder(target).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static final String WEB_SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec:
              selector: {app: web}
              ports: [{port: 80, targetPort: http}]
            """;

    private static final String WEB_DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 3
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  terminationGracePeriodSeconds: 5
                  affinity:
                    podAntiAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                      - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}}
                  containers:
                  - name: web
                    image: registry.example/tests/tiny:1
                    args: [serve]
                    env:
                    - {name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
                    - {name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                    ports: [{name: http, containerPort: 8080}]
                    startupProbe: {httpGet: {path: /name, port: http}, periodSeconds: 1, failureThreshold: 60}
                    readinessProbe: {httpGet: {path: /ready, port: http}, periodSeconds: 1, failureThreshold: 1}
            """;
}
