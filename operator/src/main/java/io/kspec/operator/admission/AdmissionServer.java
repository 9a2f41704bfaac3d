package io.kspec.operator.admission;

import io.kspec.core.admission.AdmissionRequest;
import io.kspec.operator.certificate.ServingCertificate;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves admission over TLS on every replica.
///
/// Errors are the caller's, with a `Status` body: 400 a review that cannot be read, 413 one over 3 MiB, 404 another
/// path, 405 another method, 429 and 503 more than [AdmissionLimits] allow. 500 is a fault of kspec. The API server
/// answers each of them by the failure policy.
public final class AdmissionServer implements AutoCloseable {
    static final int LARGEST_REVIEW = ReviewDesk.LARGEST_REVIEW;
    /// Longer than the API server keeps a connection that it does not use (90 seconds): whoever closes first must be
    /// the one who asks, or a request meets a connection that is just being closed.
    private static final int IDLE_SECONDS = 100;
    private static final long START_SECONDS = 20;
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(AdmissionServer.class);

    private final Vertx vertx;
    private final ReviewDesk desk;
    private final ServedKey key;
    private final Set<HttpServer> servers = ConcurrentHashMap.newKeySet();
    private final Set<Context> loops = ConcurrentHashMap.newKeySet();
    private final int port;

    /// Where admission listens, and what it shows.
    ///
    /// @param port 0 for any free one
    public record Address(String host, int port, ServingCertificate certificate) {}

    /// Binds, starts to serve, and asks itself once.
    ///
    /// @param paths what answers where; each decides from memory and does not wait
    /// @throws IllegalStateException when the port is taken, or no answer comes
    public AdmissionServer(
            Vertx vertx,
            Address address,
            AdmissionLimits limits,
            Map<String, Function<AdmissionRequest, byte[]>> paths) {
        this.vertx = vertx;
        this.desk = new ReviewDesk(vertx, paths, limits);
        this.key = new ServedKey(vertx, address.certificate());
        var options = new HttpServerOptions()
                .setHost(address.host())
                .setSsl(true)
                .setKeyCertOptions(KeyCertOptions.wrap(key))
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setUseAlpn(true);
        this.port = bind(options, address.port());
        SelfProbe.ask(vertx, address.host(), this.port, address.certificate());
    }

    /// What a replica serves.
    ///
    /// @param defaults empty when pods are left as they are
    public static Map<String, Function<AdmissionRequest, byte[]>> paths(
            WorkloadReview workloads, SpecificationReview ownKinds, Optional<DefaultsReview> defaults) {
        var paths = new HashMap<String, Function<AdmissionRequest, byte[]>>();
        paths.put(WorkloadReview.PATH, workloads::answer);
        paths.put(SpecificationReview.PATH, ownKinds::answer);
        defaults.ifPresent(review -> paths.put(DefaultsReview.PATH, review::answer));
        return paths;
    }

    public int port() {
        return port;
    }

    /// Lets somebody watch every review from now on; the server's question to itself was none.
    public void observe(ReviewObservation by) {
        desk.observe(by);
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
        try {
            key.replace(certificate);
        } catch (IllegalArgumentException unreadable) {
            LOG.error("the new certificate could not be taken into use", unreadable);
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
            var stragglers = new Stragglers(desk.patience(), System::nanoTime);
            vertx.setPeriodic(SWEEP.toMillis(), _ -> stragglers.sweep());
            HttpServer server = vertx.createHttpServer(options)
                    .connectionHandler(connection -> desk.greet(connection, stragglers))
                    .requestHandler(request -> desk.handle(request, stragglers));
            server.listen().onSuccess(servers::add).<Void>mapEmpty().onComplete(started);
        }
    }

    Intake intake() {
        return desk.intake();
    }

    /// Answers as before, and sends every caller away with its answer: whoever asks again does so by a new
    /// connection, which a Service brings to another replica. A connection that is in use when this server ends
    /// loses the question that is on its way, and API servers use theirs as long as they have something to ask.
    public void sendAway() {
        desk.sendAway();
    }

    /// Ends when the reviews in flight are answered, or took longer than [AdmissionLimits#patience].
    @Override
    public void close() {
        if (!intake().awaitEmpty(desk.patience())) {
            LOG.warn("admission ends with {} reviews unanswered", intake().reviews());
        }
        servers.forEach(HttpServer::close);
        desk.close();
    }
}
