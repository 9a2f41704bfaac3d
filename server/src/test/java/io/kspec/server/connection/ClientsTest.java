package io.kspec.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.kube.access.Credential;
import io.kspec.kube.access.KubeconfigInspection.Accepted;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the client sends and how it takes answers, seen by a small HTTP server.
final class ClientsTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final List<Headers> seen = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aServerThatIsBusyIsAskedAgain() {
        answer(429, 429, 200);
        assertThat(asked()).isInstanceOf(Answer.Done.class);
        assertThat(seen).hasSize(3);
    }

    @Test
    void aServerThatStaysBusyIsNotAskedForEver() {
        answer(429, 429, 429, 429, 200);
        assertThat(asked()).isInstanceOfSatisfying(Answer.Refused.class, refused -> assertThat(refused.code())
                .isEqualTo(429));
    }

    @Test
    void requestsCarryTheTraceTheyBelongTo() {
        answer(200);
        SpanContext span =
                SpanContext.create(TRACE, "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());
        try (Scope _ = Span.wrap(span).makeCurrent()) {
            asked();
        }
        assertThat(seen.getFirst().getFirst("traceparent")).isEqualTo("00-%s-b7ad6b7169203331-01".formatted(TRACE));
    }

    @Test
    void aTokenTakesThePlaceOfTheStoredCredential() {
        answer(200, 200);
        var clients = new Clients(vertx, TestSettings.with(Map.of()));
        try (KubernetesClient itself = clients.client(accepted());
                KubernetesClient minted = clients.client(accepted(), () -> "minted")) {
            ask(itself);
            ask(minted);
        }
        assertThat(seen.stream().map(headers -> headers.getFirst("Authorization")))
                .containsExactly("Bearer stored", "Bearer minted");
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestHeaders());
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        assertThat(asked()).isInstanceOf(Answer.Refused.class);
        assertThat(seen).hasSize(1);
    }

    private void answer(int... statuses) {
        server.createContext("/", exchange -> {
            int status = statuses[Math.min(seen.size(), statuses.length - 1)];
            seen.add(exchange.getRequestHeaders());
            respond(exchange, status);
        });
    }

    private static void respond(HttpExchange exchange, int status) throws IOException {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Retry-After", "0");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Answer asked() {
        try (KubernetesClient client = new Clients(vertx, TestSettings.with(Map.of())).client(accepted())) {
            return ask(client);
        }
    }

    private static Answer ask(KubernetesClient client) {
        return new ApiCalls(client, Duration.ofSeconds(20)).send(Call.get("/version"));
    }

    private Accepted accepted() {
        URI address = URI.create("http://localhost:" + server.getAddress().getPort());
        return new Accepted("context", address, Optional.empty(), new Credential.Token("stored"), Optional.empty());
    }
}
