package io.kspec.operator.endpoint;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// A small HTTP server that is read from only: GET and HEAD.
final class Endpoint implements AutoCloseable {
    private static final long START_SECONDS = 10;
    private static final int IDLE_SECONDS = 60;
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final HttpServer server;

    private Endpoint(HttpServer server) {
        this.server = server;
    }

    /// Serves when it returns.
    ///
    /// @param flag that names the address, for the message when it is taken
    static Endpoint serve(Vertx vertx, ListenAddress address, String flag, Handler<HttpServerRequest> handler) {
        var options = new HttpServerOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setCompressionSupported(true)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        try {
            return new Endpoint(vertx.createHttpServer(options)
                    .requestHandler(request -> readOnly(request, handler))
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(START_SECONDS, TimeUnit.SECONDS)
                    .join());
        } catch (CompletionException refused) {
            throw new IllegalStateException(
                    "%s:%d cannot be listened on: %s. Choose another address with %s."
                            .formatted(address.host(), address.port(), String.valueOf(refused.getCause()), flag),
                    refused);
        }
    }

    private static void readOnly(HttpServerRequest request, Handler<HttpServerRequest> handler) {
        if (METHODS.contains(request.method())) {
            handler.handle(request);
        } else {
            request.response().putHeader("Allow", "GET, HEAD");
            say(request, 405, "only GET and HEAD are understood here");
        }
    }

    static void say(HttpServerRequest request, int code, String text) {
        request.response()
                .setStatusCode(code)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(text + "\n");
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
