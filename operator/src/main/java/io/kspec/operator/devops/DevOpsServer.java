package io.kspec.operator.devops;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// `/metrics`, `/healthz` and `/readyz` of a process that does nothing but keep DevOpsPolicies current; all else is
/// 404.
public final class DevOpsServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
    private final HttpServer server;
    private final DevOpsMetrics metrics;
    private final BooleanSupplier ready;

    /// Serves when it returns.
    ///
    /// @param port 0 for any free one
    public DevOpsServer(int port, DevOpsMetrics metrics, BooleanSupplier ready) {
        this.metrics = metrics;
        this.ready = ready;
        this.server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(port)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    public int port() {
        return server.actualPort();
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/metrics" -> say(request, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.text());
            case "/healthz" -> say(request, 200, TEXT, "ok\n");
            case "/readyz" -> {
                boolean now = ready.getAsBoolean();
                say(request, now ? 200 : 503, TEXT, now ? "ok\n" : "pods and policies have not been read yet\n");
            }
            default -> say(request, 404, TEXT, "only /metrics, /healthz and /readyz are served here\n");
        }
    }

    private static void say(HttpServerRequest request, int code, String type, String text) {
        request.response().setStatusCode(code).putHeader("Content-Type", type).end(text);
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(_ -> null)
                .join();
    }
}
