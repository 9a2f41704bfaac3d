package io.kspec.operator.devops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DevOpsServerTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private boolean ready;
    private final DevOpsServer server = new DevOpsServer(0, new DevOpsMetrics(), () -> ready);

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void aLivingProcessIsHealthyEvenBeforeItIsReady() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void itIsNotReadyBeforeEverythingWasRead() throws Exception {
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").body()).contains("have not been read yet");
    }

    @Test
    void itIsReadyWithoutAnyPolicy() throws Exception {
        ready = true;
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void itsFiguresAreServedAsPrometheusReadsThem() throws Exception {
        HttpResponse<String> answer = get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(answer.body()).contains("# TYPE devopspolicy_reconcile_total counter");
    }

    @Test
    void whateverElseIsAskedForIsNotFound() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/metrics/more").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
