package io.kspec.bench.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.https.TrustingClient;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One user of the server's API: HTTP/1.1 over TLS, connections stay open and are shared with the other users.
public record ServerUser(URI server, String token, HttpClient http) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /// Of those that a user may issue in a minute.
    private static final int TOKENS_OF_ONE = 10;

    /// What it answered.
    public record Answer(String asked, int status, String text) {
        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException other) {
                throw new BenchmarkFailed("%s was answered with no JSON: %s".formatted(asked, text));
            }
        }

        /// Anything else ends the run.
        public Answer demand(int wanted) {
            if (status != wanted) {
                throw new BenchmarkFailed("%s was answered with %d, not %d: %s".formatted(asked, status, wanted, text));
            }
            return this;
        }
    }

    /// @param certificate PEM of the one that the server shows
    static ServerUser trusting(Path certificate, URI server, String token) {
        try {
            return new ServerUser(server, token, TrustingClient.of(Files.readString(certificate)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the server's certificate could not be read", unreadable);
        }
    }

    /// As many administrators as are asked for, each with the rate limits of a user of its own.
    public List<ServerUser> people(int count) {
        var people = new ArrayList<>(List.of(this));
        while (people.size() < count) {
            ServerUser issuer = people.get((people.size() - 1) / TOKENS_OF_ONE);
            people.add(issuer.another("bench-%03d".formatted(people.size())));
        }
        return people;
    }

    private ServerUser another(String name) {
        Answer issued = post(
                "/authentication/tokens",
                Map.of(
                        "name", name,
                        "roles", List.of("Admin"),
                        "expiresAt", Instant.now().plus(Duration.ofHours(4)).toString()));
        return new ServerUser(server, issued.demand(201).json().path("token").asText(), http);
    }

    public Answer get(String path) {
        return send("GET " + path, request(path).GET());
    }

    public Answer post(String path, Map<String, ?> body) {
        return send(
                "POST " + path,
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString())));
    }

    public Answer upload(String path, Path archive) {
        try {
            return send(
                    "POST " + path,
                    request(path).header("Content-Type", "application/gzip").POST(BodyPublishers.ofFile(archive)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve("/api/v1" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(String asked, HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(asked, answer.statusCode(), answer.body());
        } catch (IOException silent) {
            throw new BenchmarkFailed("%s was not answered: %s".formatted(asked, silent));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed(asked + " was called off");
        }
    }
}
