package io.kspec.operator.admission;

import io.kspec.core.admission.AdmissionRequest;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Receives reviews, within limits, and has them answered: small ones on the event loop that received them, large
/// ones on few workers of their own, so that no review waits for another's parsing and memory holds few large
/// trees.
final class ReviewDesk implements AutoCloseable {
    static final int LARGEST_REVIEW = 3 * 1024 * 1024;
    private static final long MOST_READ = 16L * 1024 * 1024;
    private static final int LARGE_REVIEW = 256 * 1024;
    private static final int WORKERS = 2;
    private static final Logger LOG = LoggerFactory.getLogger(ReviewDesk.class);

    private final Map<String, Function<AdmissionRequest, byte[]>> paths;
    private final AdmissionLimits limits;
    private final Intake intake;
    private final Callers callers;
    private final WorkerExecutor workers;
    private volatile Optional<ReviewObservation> observation = Optional.empty();
    private volatile boolean sendingAway;

    /// @param paths what is served where
    ReviewDesk(Vertx vertx, Map<String, Function<AdmissionRequest, byte[]>> paths, AdmissionLimits limits) {
        this.paths = Map.copyOf(paths);
        this.limits = limits;
        this.intake = new Intake(limits);
        this.callers = new Callers(limits);
        this.workers = vertx.createSharedWorkerExecutor(
                "large reviews " + System.identityHashCode(this),
                WORKERS,
                limits.patience().toNanos() * 2,
                TimeUnit.NANOSECONDS);
    }

    /// From now on reviews are measured and traced.
    void observe(ReviewObservation by) {
        observation = Optional.of(by);
    }

    /// From now on every answer asks its caller for another connection the next time.
    void sendAway() {
        sendingAway = true;
    }

    /// A caller who holds too many connections already loses the new one.
    void greet(HttpConnection connection, Stragglers stragglers) {
        String address = connection.remoteAddress().hostAddress();
        if (callers.connected(address)) {
            stragglers.connected(connection);
            connection.closeHandler(_ -> {
                callers.disconnected(address);
                stragglers.gone(connection);
            });
        } else {
            connection.close();
        }
    }

    void handle(HttpServerRequest request, Stragglers stragglers) {
        stragglers.asks(request.connection());
        Function<AdmissionRequest, byte[]> path = paths.get(request.path());
        if (path == null) {
            send(request, 404, Review.status(404, "only %s are served here".formatted(new TreeSet<>(paths.keySet()))));
        } else if (!request.method().name().equals("POST")) {
            send(request, 405, Review.status(405, "reviews are sent by POST"));
        } else if (!callers.mayAsk(request.remoteAddress().hostAddress())) {
            shed(request, "this caller sends more than %d reviews per second".formatted(limits.perSecond()));
        } else {
            intake.enter()
                    .ifPresentOrElse(
                            place -> receive(
                                    request,
                                    observation
                                            .map(by -> by.around(request, path))
                                            .orElse(path),
                                    place,
                                    stragglers),
                            () -> shed(request, "%d reviews are being judged".formatted(limits.reviews())));
        }
    }

    /// Collects a body of bounded size. What is larger is read to its end and thrown away, so that the caller gets
    /// its answer; what does not end is cut off.
    private void receive(
            HttpServerRequest request,
            Function<AdmissionRequest, byte[]> path,
            Intake.Place place,
            Stragglers stragglers) {
        var body = new Body(place);
        Stragglers.Sending sending = stragglers.sends(request.connection());
        request.handler(chunk -> {
            if (!body.take(chunk)) {
                request.connection().close();
            }
        });
        request.exceptionHandler(gone -> {
            LOG.debug("a caller went away", gone);
            stragglers.sent(sending);
            place.leave();
        });
        request.endHandler(_ -> {
            stragglers.sent(sending);
            body.refusal()
                    .ifPresentOrElse(
                            refusal -> {
                                place.leave();
                                send(request, refusal.code(), Review.status(refusal.code(), refusal.message()));
                            },
                            () -> answer(request, path, body.bytes(), place));
        });
    }

    private record Refusal(int code, String message) {}

    /// What was received of one review so far; never more than [#LARGEST_REVIEW] bytes of it are kept.
    private final class Body {
        private final Intake.Place place;
        private Buffer bytes = Buffer.buffer();
        private long received;
        private Optional<Refusal> refusal = Optional.empty();

        Body(Intake.Place place) {
            this.place = place;
        }

        /// False when so much came that the caller is not worth listening to.
        boolean take(Buffer chunk) {
            received += chunk.length();
            if (refusal.isEmpty() && received > LARGEST_REVIEW) {
                refuse(413, "a review holds at most %d bytes".formatted(LARGEST_REVIEW));
            } else if (refusal.isEmpty() && !place.hold(chunk.length())) {
                refuse(503, "the reviews in flight hold %d bytes".formatted(limits.bytes()));
            }
            if (refusal.isEmpty()) {
                bytes.appendBuffer(chunk);
            }
            return received <= MOST_READ;
        }

        private void refuse(int code, String message) {
            refusal = Optional.of(new Refusal(code, message));
            bytes = Buffer.buffer();
            place.leave();
        }

        Optional<Refusal> refusal() {
            return refusal;
        }

        Buffer bytes() {
            return bytes;
        }
    }

    private void answer(
            HttpServerRequest request, Function<AdmissionRequest, byte[]> path, Buffer body, Intake.Place place) {
        if (body.length() <= LARGE_REVIEW) {
            reply(request, path, body, place);
            return;
        }
        long since = System.nanoTime();
        workers.executeBlocking(
                        () -> {
                            if (System.nanoTime() - since > limits.patience().toNanos()) {
                                place.leave();
                                shed(request, "the review waited for its turn too long");
                            } else {
                                reply(request, path, body, place);
                            }
                            return true;
                        },
                        false)
                .onFailure(fault -> {
                    place.leave();
                    LOG.error("a large review failed", fault);
                });
    }

    private void reply(
            HttpServerRequest request, Function<AdmissionRequest, byte[]> path, Buffer body, Intake.Place place) {
        try {
            switch (Review.read(body.getBytes())) {
                case Review.Reading.Asked asked -> send(request, 200, path.apply(asked.request()));
                case Review.Reading.Unreadable unreadable ->
                    send(request, 400, Review.status(400, unreadable.message()));
            }
        } catch (RuntimeException | StackOverflowError fault) { // the door's edge: the failure policy decides
            LOG.error("a review met a fault of kspec", fault);
            send(request, 500, Review.status(500, "kspec met a fault of its own; its log says more"));
        } finally {
            place.leave();
        }
    }

    /// Too much: an error, never an admission. Without `Retry-After`, the API server asks its failure policy at once.
    private void shed(HttpServerRequest request, String why) {
        LOG.debug("a review is not judged: {}", why);
        send(request, 429, Review.status(429, "kspec judges no more reviews at the moment: " + why));
    }

    private void send(HttpServerRequest request, int code, byte[] body) {
        if (request.response().closed()) {
            return;
        }
        request.response().setStatusCode(code).putHeader("Content-Type", "application/json");
        boolean last = sendingAway;
        boolean streams = request.version() == HttpVersion.HTTP_2;
        if (last && !streams) {
            request.response().putHeader("Connection", "close"); // and the caller closes, so that nothing is cut off
        }
        request.response().end(Buffer.buffer(body));
        if (last && streams) {
            request.connection().shutdown(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// What is in flight, for tests.
    Intake intake() {
        return intake;
    }

    Duration patience() {
        return limits.patience();
    }

    @Override
    public void close() {
        workers.close();
    }
}
