package io.kspec.acceptance.operatormanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The server's API as one caller uses it. A caller who asks too often asks again until it is heard.
record Api(URI server, Optional<String> token, HttpClient http) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int TOO_MANY = 429;

    /// What it answered; `body` is an empty object when there was none.
    record Answer(int status, JsonNode body) {
        String text(String field) {
            return body.path(field).asText();
        }

        Answer is(int expected) {
            assertThat(status).as(body.toString()).isEqualTo(expected);
            return this;
        }
    }

    Api as(String other) {
        return new Api(server, Optional.of(other), http);
    }

    Answer get(String path) {
        return send(path, builder -> builder.GET());
    }

    Answer delete(String path) {
        return send(path, builder -> builder.DELETE());
    }

    Answer post(String path, Map<String, ?> body) {
        String text = JSON.valueToTree(body).toString();
        return send(path, builder -> builder.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(text)));
    }

    Answer upload(String path, Path archive) {
        return send(path, builder -> {
            try {
                return builder.header("Content-Type", "application/gzip")
                        .POST(BodyPublishers.ofByteArray(Files.readAllBytes(archive)));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
    }

    private interface Call {
        HttpRequest.Builder on(HttpRequest.Builder request);
    }

    private Answer send(String path, Call call) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve("/api/v1" + path)).timeout(PATIENCE);
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        HttpRequest ready = call.on(request).build();
        return await("an answer to " + path)
                .atMost(PATIENCE.multipliedBy(2))
                .pollInterval(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .until(() -> once(ready), answer -> answer.status() != TOO_MANY);
    }

    private Answer once(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode body = answer.body().isBlank() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(answer.body());
        return new Answer(answer.statusCode(), body);
    }
}
