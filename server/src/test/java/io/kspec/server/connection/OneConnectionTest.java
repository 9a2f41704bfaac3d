package io.kspec.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.kube.access.Credential;
import io.kspec.kube.access.KubeconfigInspection.Accepted;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How many connections a busy client takes, counted by a server that answers late.
final class OneConnectionTest {
    private static final int REQUESTS = 8;
    private static final long LATE_MILLIS = 100;
    private static final int REFUSALS = 20;

    private final Vertx vertx = Vertx.vertx();
    private final SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
    private final AtomicInteger connections = new AtomicInteger();
    /// How many requests end their connection instead of being answered.
    private final AtomicInteger closing = new AtomicInteger();

    /// Whether every request is refused, and its connection ended before the refusal is said.
    private final AtomicBoolean refusing = new AtomicBoolean();

    private final Set<HttpVersion> spoken = ConcurrentHashMap.newKeySet();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        certificate.delete();
    }

    @ParameterizedTest
    @CsvSource({"true, HTTP_2", "false, HTTP_1_1"})
    void requestsAtTheSameTimeShareOneConnection(boolean alpn, HttpVersion version) throws IOException {
        Accepted cluster = accepted(start(alpn));
        try (KubernetesClient client = new Clients(vertx, TestSettings.with(Map.of())).client(cluster)) {
            var calls = new ApiCalls(client, Duration.ofSeconds(20));
            List<Answer> answers = IntStream.range(0, REQUESTS)
                    .boxed()
                    .gather(Gatherers.mapConcurrent(REQUESTS, _ -> calls.send(Call.get("/version"))))
                    .toList();

            assertThat(answers).hasSize(REQUESTS).allMatch(answer -> answer instanceof Answer.Done);
        }
        assertThat(spoken).containsExactly(version);
        assertThat(connections).hasValue(1);
    }

    /// As API servers do after a request with a credential they do not know, and now and then to spread their load.
    @Test
    void aQuestionThatAClosedConnectionTookAlongIsAskedAgain() throws IOException {
        closing.set(2);
        Accepted cluster = accepted(start(true));
        try (KubernetesClient client = new Clients(vertx, TestSettings.with(Map.of())).client(cluster)) {
            var calls = new ApiCalls(client, Duration.ofSeconds(20));

            assertThat(calls.send(Call.get("/version"))).isInstanceOf(Answer.Done.class);
            assertThat(connections).hasValue(3);

            closing.set(1);
            assertThat(calls.send(Call.post("/api/v1/namespaces", JsonNodeFactory.instance.objectNode())))
                    .as("nobody knows whether it was made")
                    .isInstanceOf(Answer.Refused.class);
        }
    }

    /// API servers announce the end of a connection before they answer who shows them an unknown credential.
    @Test
    void anAnswerThatFollowsTheEndOfItsConnectionIsHeard() throws IOException {
        refusing.set(true);
        Accepted cluster = accepted(start(true));
        try (KubernetesClient client = new Clients(vertx, TestSettings.with(Map.of())).client(cluster)) {
            var calls = new ApiCalls(client, Duration.ofSeconds(20));
            for (int asked = 1; asked <= REFUSALS; asked++) {
                assertThat(calls.send(Call.get("/version"))).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo(401);
                    assertThat(refused.status().path("message").asText()).isEqualTo("Unauthorized");
                });
            }
        }
        assertThat(connections).as("each is asked once").hasValue(REFUSALS);
    }

    private int start(boolean alpn) {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setUseAlpn(alpn)
                        .setKeyCertOptions(certificate.keyCertOptions()))
                .connectionHandler(_ -> connections.incrementAndGet())
                .requestHandler(request -> {
                    spoken.add(request.version());
                    if (closing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        request.connection().goAway(0, 0);
                        return;
                    }
                    if (refusing.get()) {
                        request.connection().goAway(0, request.response().streamId());
                        request.response().setStatusCode(401).end("{\"message\": \"Unauthorized\"}");
                        return;
                    }
                    vertx.setTimer(LATE_MILLIS, _ -> request.response().end("{}"));
                });
        return server.listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private Accepted accepted(int port) throws IOException {
        String authority = Files.readString(Path.of(certificate.certificatePath()));
        return new Accepted(
                "context",
                URI.create("https://localhost:" + port),
                Optional.of(authority),
                new Credential.Token("stored"),
                Optional.empty());
    }
}
