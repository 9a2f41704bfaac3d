package io.kspec.operator.endpoint;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `/healthz` says that every event loop of admission answers, `/readyz` that admission can be answered; `/livez` is
/// another name for the first. With `?verbose` both list what they looked at, as Kubernetes does, and who leads.
public final class HealthServer implements AutoCloseable {
    private final Vertx vertx;
    private final Endpoint endpoint;
    private final Supplier<Future<Void>> alive;
    private final List<Check> checks;
    private final Supplier<String> leader;
    private final Duration patience;

    /// What is looked at.
    ///
    /// @param alive completes once every event loop took its turn
    /// @param patience how long that may take
    /// @param checks of readiness, in the order of their listing
    /// @param leader who leads, in a clause; said, and no check: followers serve admission as well
    public record Signs(Supplier<Future<Void>> alive, Duration patience, List<Check> checks, Supplier<String> leader) {
        public Signs {
            checks = List.copyOf(checks);
        }
    }

    /// Serves when it returns.
    public HealthServer(Vertx vertx, ListenAddress address, Signs signs) {
        this.vertx = vertx;
        this.alive = signs.alive();
        this.patience = signs.patience();
        this.checks = signs.checks();
        this.leader = signs.leader();
        this.endpoint = Endpoint.serve(vertx, address, "--health-probe-bind-address", this::answer);
    }

    public int port() {
        return endpoint.port();
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/healthz", "/livez" -> live(request);
            case "/readyz" -> ready(request);
            default -> Endpoint.say(request, 404, "only /healthz, /livez and /readyz are served here");
        }
    }

    /// A loop that hangs never takes its turn: the timer answers for it.
    private void live(HttpServerRequest request) {
        Promise<Void> answered = Promise.promise();
        long timer = vertx.setTimer(
                patience.toMillis(), _ -> answered.tryFail("an event loop of admission does not take its turn"));
        alive.get().onSuccess(_ -> answered.tryComplete());
        answered.future().onComplete(outcome -> {
            vertx.cancelTimer(timer);
            Optional<String> trouble = outcome.succeeded()
                    ? Optional.empty()
                    : Optional.of(String.valueOf(outcome.cause().getMessage()));
            say(request, List.of(new Seen("admission-loops", trouble)), 500);
        });
    }

    private void ready(HttpServerRequest request) {
        List<Seen> seen = checks.stream()
                .map(check -> new Seen(check.name(), check.trouble().get()))
                .toList();
        say(request, seen, 503);
    }

    private record Seen(String name, Optional<String> trouble) {
        String line() {
            return trouble.map(what -> "[-]%s failed: %s".formatted(name, what)).orElse("[+]%s ok".formatted(name));
        }
    }

    private void say(HttpServerRequest request, List<Seen> seen, int codeOfTrouble) {
        boolean good = seen.stream().allMatch(one -> one.trouble().isEmpty());
        String path = request.path().substring(1);
        if (good && request.getParam("verbose") == null) {
            Endpoint.say(request, 200, "ok");
            return;
        }
        var text = new StringBuilder();
        seen.forEach(one -> text.append(one.line()).append('\n'));
        text.append("[i]leader: ").append(leader.get());
        text.append('\n').append(path).append(good ? " check passed" : " check failed");
        Endpoint.say(request, good ? 200 : codeOfTrouble, text.toString());
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
