package io.kspec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.kube.resource.Crds;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.Trust;
import io.kspec.testkit.ApiServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The operator as a process of its own: what a signal does to it. Leases are longer than any test waits, so that
/// only a Lease that was given back, or is an earlier process's of the same pod, can be taken.
@ApiServer
final class OperatorProcessIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern READY = Pattern.compile("ready: admission on port (\\d+), health on port (\\d+)");
    private static final String LEASES = "process-leases";

    @TempDir
    private Path scratch;

    @BeforeAll
    static void prepare(KubernetesClient client) {
        Crds.install(client);
        for (String name : List.of(RunningOperator.NAMESPACE, LEASES)) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build())
                    .serverSideApply();
        }
    }

    @Test
    void aKilledContainerLeadsAgainAtOnceAndAStoppedOneHandsOver(LocalKubernetes cluster) throws Exception {
        Process killed = start(cluster, "first", "pod-a");
        awaitLeader(cluster, "pod-a_");
        String before = holder(cluster);
        killed.destroyForcibly().waitFor();

        Process restarted = start(cluster, "second", "pod-a");
        await().atMost(PATIENCE)
                .until(() ->
                        holder(cluster).startsWith("pod-a_") && !holder(cluster).equals(before));
        int health = port(awaitReady("second"), 2);
        assertThat(get(health, "/readyz").statusCode()).isEqualTo(200);
        await().atMost(PATIENCE)
                .until(() -> get(health, "/healthz?verbose").body().contains("this replica leads as pod-a_"));

        Process follower = start(cluster, "third", "pod-b");
        int followers = port(awaitReady("third"), 2);
        assertThat(get(followers, "/readyz").statusCode()).isEqualTo(200);

        int admission = port(awaitReady("second"), 1);
        assertThat(asked(cluster, admission).headers().allValues("connection")).isEmpty();
        restarted.destroy();
        await().atMost(PATIENCE).until(() -> get(health, "/readyz").statusCode() == 503);
        assertThat(listens(admission)).isTrue();
        assertThat(asked(cluster, admission).headers().allValues("connection")).containsExactly("close");
        awaitLeader(cluster, "pod-b_");
        assertThat(restarted.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(listens(admission)).isFalse();
        follower.destroyForcibly().waitFor();
    }

    private static void awaitLeader(LocalKubernetes cluster, String pod) {
        await().atMost(PATIENCE).until(() -> holder(cluster).startsWith(pod));
    }

    private static String holder(LocalKubernetes cluster) {
        return Optional.ofNullable(cluster.client()
                        .leases()
                        .inNamespace(LEASES)
                        .withName("kspec-operator-lock")
                        .get())
                .map(lease -> lease.getSpec().getHolderIdentity())
                .orElse("");
    }

    private Process start(LocalKubernetes cluster, String name, String pod) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--kubeconfig=" + cluster.kubeconfig(),
                "--webhook-host=127.0.0.1",
                "--webhook-port=0",
                "--webhook-url=https://127.0.0.1",
                "--health-probe-bind-address=127.0.0.1:0",
                "--metrics-bind-address=127.0.0.1:0",
                "--shutdown-drain=15",
                "--stop-with-stdin",
                "--pod-name=" + pod,
                "--leader-election-namespace=" + LEASES,
                "--leader-election-lease-duration=600s",
                "--leader-election-renew-deadline=500s"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve(name).toFile())
                .start();
    }

    private Matcher awaitReady(String name) {
        return await().atMost(PATIENCE).until(() -> READY.matcher(text(scratch.resolve(name))), Matcher::find);
    }

    private static int port(Matcher ready, int group) {
        return Integer.parseInt(ready.group(group));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean listens(int port) {
        try (var socket = new java.net.Socket(java.net.InetAddress.ofLiteral("127.0.0.1"), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /// What admission answers to somebody who asks as an API server asks a Service: by HTTP/1.1.
    private static HttpResponse<String> asked(LocalKubernetes cluster, int port) throws Exception {
        String authority = cluster.client()
                .secrets()
                .inNamespace(RunningOperator.NAMESPACE)
                .withName("kspec-webhook-tls")
                .get()
                .getData()
                .get("ca.crt");
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(Trust.of(Base64.getDecoder().decode(authority)))
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:%d/validate".formatted(port)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
