package io.kspec.operator.endpoint;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// `/healthz` says that the process lives, `/readyz` that it can answer admission; anything else is 404.
public final class HealthServer implements AutoCloseable {
    private static final long START_SECONDS = 10;

    private final HttpServer server;
    private final BooleanSupplier ready;
    private final Supplier<String> leadership;

    /// Serves when it returns.
    ///
    /// @param port 0 for any free one
    /// @param leadership who leads; said beside the health, which does not depend on it
    public HealthServer(Vertx vertx, int port, BooleanSupplier ready, Supplier<String> leadership) {
        this.ready = ready;
        this.leadership = leadership;
        this.server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(port)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(START_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    public int port() {
        return server.actualPort();
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/healthz" -> say(request, 200, "ok\n" + leadership.get());
            case "/readyz" -> {
                boolean now = ready.getAsBoolean();
                say(
                        request,
                        now ? 200 : 503,
                        now ? "ok" : "the specifications have not been read yet, or the process is stopping");
            }
            default -> say(request, 404, "only /healthz and /readyz are served here");
        }
    }

    private static void say(HttpServerRequest request, int code, String text) {
        request.response()
                .setStatusCode(code)
                .putHeader("Content-Type", "text/plain")
                .end(text + "\n");
    }

    @Override
    public void close() {
        server.close();
    }
}
