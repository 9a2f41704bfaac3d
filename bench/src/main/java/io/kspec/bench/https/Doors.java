package io.kspec.bench.https;

import io.kspec.bench.BenchmarkFailed;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// Ports of loopback that answer HTTPS, in HTTP/2 as API servers do to those who know it. Answers are made on
/// virtual threads, sending happens on one event loop.
public final class Doors implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Integer> ports = new ArrayList<>();
    private final Identity identity;

    public Doors(Identity identity) {
        this.identity = identity;
    }

    /// One request.
    ///
    /// @param uri path and query
    /// @param authorization the header's value; empty when there was none
    /// @param body a character for each of its bytes, which need not be text
    public record Asked(String method, String uri, String contentType, String authorization, String body) {}

    /// Its answer, in JSON.
    public record Answer(int status, byte[] body) {}

    /// Opens a free port and returns its number.
    public int open(Function<Asked, Answer> answers) {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setHost("127.0.0.1")
                .setPort(0)
                .setKeyCertOptions(identity.options());
        HttpServer server = vertx.createHttpServer(options)
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body, answers)));
        try {
            int port = server.listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();
            ports.add(port);
            return port;
        } catch (CompletionException refused) {
            throw new BenchmarkFailed("no port could be listened at: " + refused.getMessage());
        }
    }

    private void answer(HttpServerRequest request, Buffer body, Function<Asked, Answer> answers) {
        var asked = new Asked(
                request.method().name(),
                request.uri(),
                header(request, "Content-Type"),
                header(request, "Authorization"),
                body.toString(StandardCharsets.ISO_8859_1));
        threads.execute(() -> {
            Answer answer = orBadGateway(asked, answers);
            request.response()
                    .setStatusCode(answer.status())
                    .putHeader("Content-Type", "application/json")
                    .end(Buffer.buffer(answer.body()));
        });
    }

    private static Answer orBadGateway(Asked asked, Function<Asked, Answer> answers) {
        try {
            return answers.apply(asked);
        } catch (BenchmarkFailed silent) {
            System.err.println("bench: " + silent.getMessage());
            return new Answer(502, new byte[0]);
        }
    }

    private static String header(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }

    /// Those that are open.
    public List<Integer> ports() {
        return List.copyOf(ports);
    }

    public Identity identity() {
        return identity;
    }

    @Override
    public void close() {
        threads.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
