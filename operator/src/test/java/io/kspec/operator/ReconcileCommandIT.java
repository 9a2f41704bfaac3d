package io.kspec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.kube.resource.Crds;
import io.kspec.local.LocalKubernetes;
import io.kspec.testkit.ApiServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The process that keeps DevOpsPolicies current and does nothing else.
@ApiServer
final class ReconcileCommandIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern PORT = Pattern.compile("on port (\\d+)");

    private final LocalKubernetes cluster;
    private Process process;
    private BufferedReader out;

    ReconcileCommandIT(LocalKubernetes cluster, KubernetesClient client) {
        this.cluster = cluster;
        Crds.install(client);
    }

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.kspec.operator.Main",
                        "reconcile",
                        "--port",
                        "0",
                        "--stop-with-stdin",
                        "--kubeconfig",
                        cluster.kubeconfig().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        out = process.inputReader();
    }

    @AfterEach
    void stop() throws IOException {
        process.destroyForcibly();
        out.close();
    }

    @Test
    void itIsReadyWithoutAnyPolicyAndSaysGoodbye() throws Exception {
        int port = port();
        await().atMost(PATIENCE).until(() -> status(port, "/readyz") == 200);
        assertThat(status(port, "/metrics")).isEqualTo(200);
        assertThat(status(port, "/other")).isEqualTo(404);
        process.getOutputStream().close();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(out.readLine()).startsWith("kube-devops has stopped.");
    }

    /// As Kubernetes stops a pod; Ctrl+C takes the same way.
    @Test
    void itEndsCleanlyWhenItIsTold() throws Exception {
        port();
        process.toHandle().destroy(); // unlike the process itself, it leaves the streams open
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(out.readLine()).startsWith("kube-devops has stopped.");
    }

    private int port() throws IOException {
        String banner = out.readLine();
        assertThat(banner).startsWith("kube-devops keeps DevOpsPolicies current");
        Matcher matcher = PORT.matcher(banner);
        assertThat(matcher.find()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static int status(int port, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
