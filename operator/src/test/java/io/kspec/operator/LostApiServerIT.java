package io.kspec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import io.kspec.testkit.ApiServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@ApiServer(
        shared = false,
        nodes = 0,
        without = {Component.SCHEDULER, Component.KWOK})
final class LostApiServerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void aLeaderWithoutApiServerStepsDownStaysReadyAndLeadsAgain(LocalKubernetes cluster, KubernetesClient client)
            throws Exception {
        var options = OperatorOptions.onLoopback(
                "--leader-elect=true",
                "--leader-election-lease-duration=5s",
                "--leader-election-renew-deadline=3s",
                "--leader-election-retry-period=500ms");
        try (var operator = new RunningOperator(client, options)) {
            operator.declare(Yaml.specification("prod", "mode: monitor"));
            cluster.stopApiServer();
            await().atMost(PATIENCE)
                    .until(() -> !health(operator, "/healthz?verbose").contains("this replica leads"));
            assertThat(health(operator, "/readyz")).startsWith("ok");
            cluster.startApiServer();
            await().atMost(PATIENCE)
                    .until(() -> health(operator, "/healthz?verbose").contains("this replica leads"));
            operator.declare(Yaml.specification("after", "mode: monitor"));
        }
    }

    private static String health(RunningOperator operator, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s"
                                            .formatted(operator.program().healthPort(), path)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
