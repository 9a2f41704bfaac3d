package io.kspec.operator.admission;

import io.kspec.core.admission.AdmissionRequest;
import io.kspec.core.admission.Breach;
import io.kspec.core.admission.Decision;
import io.kspec.operator.certificate.ServingCertificate;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves admission over TLS on every replica. Reviews are judged on the event loop from memory; large ones on a
/// worker, so that no review waits for another's parsing.
///
/// Errors are the caller's, with a `Status` body: 400 a review that cannot be read, 413 one over 3 MiB, 404 another
/// path, 405 another method, 500 a fault of kspec, which the API server answers by the failure policy.
public final class AdmissionServer implements AutoCloseable {
    static final int LARGEST_REVIEW = 3 * 1024 * 1024;
    private static final long MOST_READ = 16L * 1024 * 1024;
    private static final int LARGE_REVIEW = 256 * 1024;
    private static final int IDLE_SECONDS = 30;
    private static final long START_SECONDS = 20;
    private static final Logger LOG = LoggerFactory.getLogger(AdmissionServer.class);

    private final Vertx vertx;
    private final Function<AdmissionRequest, Decision> judge;
    private final Map<String, Function<AdmissionRequest, byte[]>> paths;
    private final Set<HttpServer> servers = ConcurrentHashMap.newKeySet();
    private final Set<Context> loops = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile Optional<ReviewObservation> observation = Optional.empty();

    /// Binds, starts to serve, and asks itself once.
    ///
    /// @param port 0 for any free one
    /// @param judge decides from memory and does not wait
    /// @param ownKinds judges what is applied of kspec's own kinds
    /// @throws IllegalStateException when the port is taken, or no answer comes
    public AdmissionServer(
            Vertx vertx,
            String host,
            int port,
            ServingCertificate certificate,
            Function<AdmissionRequest, Decision> judge,
            SpecificationReview ownKinds) {
        this.vertx = vertx;
        this.judge = judge;
        this.paths = Map.of("/validate", this::judged, "/validate-specification", ownKinds::answer);
        var options = new HttpServerOptions()
                .setHost(host)
                .setSsl(true)
                .setKeyCertOptions(keyPair(certificate))
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setUseAlpn(true);
        this.port = bind(options, port);
        SelfProbe.ask(vertx, host, this.port, certificate);
    }

    public int port() {
        return port;
    }

    /// Lets somebody watch every review from now on; the server's question to itself was none.
    public void observe(ReviewObservation by) {
        observation = Optional.of(by);
    }

    /// Completes once every event loop took its turn; never where one hangs.
    public Future<Void> answers() {
        return Future.all(loops.stream().map(AdmissionServer::turn).toList()).mapEmpty();
    }

    private static Future<Void> turn(Context loop) {
        Promise<Void> taken = Promise.promise();
        loop.runOnContext(_ -> taken.complete());
        return taken.future();
    }

    /// Serves new connections with another certificate; open ones go on.
    public void reload(ServingCertificate certificate) {
        for (HttpServer server : servers) {
            var options = new HttpServerOptions()
                    .setKeyCertOptions(keyPair(certificate))
                    .getSslOptions();
            server.updateSSLOptions(options)
                    .onFailure(refused -> LOG.error("the new certificate could not be taken into use", refused));
        }
    }

    /// One server per event loop; they share the port. A negative port is Vert.x's way to share one that is free.
    private int bind(HttpServerOptions options, int wantedPort) {
        options.setPort(wantedPort == 0 ? -1 : wantedPort);
        int loops = Math.max(1, Runtime.getRuntime().availableProcessors());
        try {
            vertx.deployVerticle(() -> new Loop(options), new DeploymentOptions().setInstances(loops))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(START_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException refused) {
            throw new IllegalStateException(
                    "admission cannot listen on %s:%d: %s. Choose another port with --webhook-port."
                            .formatted(options.getHost(), wantedPort, String.valueOf(refused.getCause())),
                    refused);
        }
        return servers.iterator().next().actualPort();
    }

    private final class Loop extends AbstractVerticle {
        private final HttpServerOptions options;

        Loop(HttpServerOptions options) {
            this.options = options;
        }

        @Override
        public void start(Promise<Void> started) {
            loops.add(context);
            HttpServer server = vertx.createHttpServer(options).requestHandler(AdmissionServer.this::handle);
            server.listen().onSuccess(servers::add).<Void>mapEmpty().onComplete(started);
        }
    }

    private void handle(HttpServerRequest request) {
        Function<AdmissionRequest, byte[]> path = paths.get(request.path());
        if (path == null) {
            send(request, 404, Review.status(404, "only %s are served here".formatted(paths.keySet())));
        } else if (!request.method().name().equals("POST")) {
            send(request, 405, Review.status(405, "reviews are sent by POST"));
        } else {
            receive(request, observation.map(by -> by.around(request, path)).orElse(path));
        }
    }

    /// Collects a body of bounded size. What is larger is read to its end and thrown away, so that the caller gets
    /// its answer; what does not end is cut off.
    private void receive(HttpServerRequest request, Function<AdmissionRequest, byte[]> path) {
        var body = new Body();
        request.handler(chunk -> {
            if (!body.take(chunk)) {
                request.connection().close();
            }
        });
        request.exceptionHandler(gone -> LOG.debug("a caller went away", gone));
        request.endHandler(_ -> {
            if (body.tooLarge()) {
                send(request, 413, Review.status(413, "a review holds at most %d bytes".formatted(LARGEST_REVIEW)));
            } else {
                answer(request, path, body.bytes());
            }
        });
    }

    /// What was received of one review so far; never more than [#LARGEST_REVIEW] bytes of it are kept.
    private static final class Body {
        private final Buffer bytes = Buffer.buffer();
        private long received;

        /// False when so much came that the caller is not worth listening to.
        boolean take(Buffer chunk) {
            received += chunk.length();
            if (!tooLarge()) {
                bytes.appendBuffer(chunk);
            }
            return received <= MOST_READ;
        }

        boolean tooLarge() {
            return received > LARGEST_REVIEW;
        }

        Buffer bytes() {
            return bytes;
        }
    }

    private void answer(HttpServerRequest request, Function<AdmissionRequest, byte[]> path, Buffer body) {
        if (body.length() <= LARGE_REVIEW) {
            reply(request, path, body);
        } else {
            Future<Void> done = vertx.executeBlocking(
                    () -> {
                        reply(request, path, body);
                        return null;
                    },
                    false);
            done.onFailure(fault -> LOG.error("a large review failed", fault));
        }
    }

    private void reply(HttpServerRequest request, Function<AdmissionRequest, byte[]> path, Buffer body) {
        try {
            switch (Review.read(body.getBytes())) {
                case Review.Reading.Asked asked -> send(request, 200, path.apply(asked.request()));
                case Review.Reading.Unreadable unreadable ->
                    send(request, 400, Review.status(400, unreadable.message()));
            }
        } catch (RuntimeException fault) { // the door's edge: the API server applies the failure policy
            LOG.error("a review met a fault of kspec", fault);
            send(request, 500, Review.status(500, "kspec met a fault of its own; its log says more"));
        }
    }

    private byte[] judged(AdmissionRequest request) {
        Decision decision = judge.apply(request);
        switch (decision) {
            case Decision.Admit(List<Breach> recorded) ->
                recorded.forEach(breach -> LOG.info("recorded: {}", breach.sentence()));
            case Decision.Warn warn -> LOG.info("warned: {}", warn.warnings());
            case Decision.Refuse refuse -> LOG.info("refused: {}", refuse.message());
        }
        return Review.answer(request.uid(), decision);
    }

    private static void send(HttpServerRequest request, int code, byte[] body) {
        request.response()
                .setStatusCode(code)
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(body));
    }

    private static PemKeyCertOptions keyPair(ServingCertificate certificate) {
        return new PemKeyCertOptions()
                .setCertValue(Buffer.buffer(certificate.certificate()))
                .setKeyValue(Buffer.buffer(certificate.key()));
    }

    @Override
    public void close() {
        servers.forEach(HttpServer::close);
    }
}
