package io.kspec.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.server.testing.ServerTest;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@ServerTest
final class HealthTest {
    @TestHTTPResource("/health")
    URI health;

    @Test
    void aServerWithItsDatabaseIsHealthy() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"status\":\"Healthy\",\"checks\":{\"database\":\"Healthy\",\"migrations\":\"Healthy\",\"keys\":\"Healthy\"}}");
        }
    }
}
