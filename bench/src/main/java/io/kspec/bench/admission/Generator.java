package io.kspec.bench.admission;

import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.cluster.GuardedCluster.Door;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Sends reviews as the API server does: HTTP/1.1 over TLS, on connections that stay open. All sending and checking
/// happens on one event loop.
final class Generator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<Integer> SHED = Set.of(429, 503);
    private static final long SEED = 20_260_101;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final HttpClient client;
    private final RequestOptions door;
    private final List<Review> reviews;
    private final int connections;
    private long sent;

    /// @param reviews sent in turn
    Generator(Door door, List<Review> reviews, int connections) {
        this.reviews = List.copyOf(reviews);
        this.connections = connections;
        var options = new HttpClientOptions()
                .setSsl(true)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(door.authority())));
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(connections));
        this.door = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(door.url().toString())
                .setTimeout(PATIENCE.toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("Accept", "application/json");
    }

    /// Reviews arrive at random, `perSecond` on average, whether earlier ones were answered or not. A latency counts
    /// from the moment the review was due, so that a stall is felt by all that were due meanwhile.
    Tally openLoop(int perSecond, Duration length) throws InterruptedException {
        return offered(perSecond, length).demandRightVerdicts();
    }

    /// The same, whatever becomes of the reviews.
    Tally offered(int perSecond, Duration length) throws InterruptedException {
        var tally = new Tally();
        var allAnswered = new CompletableFuture<Void>();
        long count = perSecond * length.toSeconds();
        var random = new Random(SEED);
        double meanGap = 1e9 / perSecond;
        double due = System.nanoTime();
        for (long i = 0; i < count; i++) {
            due -= Math.log(1 - random.nextDouble()) * meanGap;
            long intended = (long) due;
            waitUntil(intended);
            loop.runOnContext(_ -> send(tally, intended, () -> {
                if (tally.settled() == count) {
                    allAnswered.complete(null);
                }
            }));
        }
        await(allAnswered, PATIENCE.plusSeconds(5));
        return tally;
    }

    /// Every connection sends its next review as soon as the one before is answered.
    Tally closedLoop(Duration length) throws InterruptedException {
        var tally = new Tally();
        var ended = new CompletableFuture<Void>();
        long end = System.nanoTime() + length.toNanos();
        loop.runOnContext(_ -> {
            var busy = new Connections(connections, end, tally, ended);
            for (int i = 0; i < connections; i++) {
                busy.next();
            }
        });
        await(ended, length.plus(PATIENCE.plusSeconds(5)));
        return tally.demandRightVerdicts();
    }

    private final class Connections {
        private final long end;
        private final Tally tally;
        private final CompletableFuture<Void> ended;
        private int open;

        Connections(int open, long end, Tally tally, CompletableFuture<Void> ended) {
            this.open = open;
            this.end = end;
            this.tally = tally;
            this.ended = ended;
        }

        void next() {
            long now = System.nanoTime();
            if (now < end) {
                send(tally, now, this::next);
            } else if (--open == 0) {
                ended.complete(null);
            }
        }
    }

    private void send(Tally tally, long from, Runnable then) {
        Review review = reviews.get((int) (sent % reviews.size()));
        String uid = new UUID(SEED, sent++).toString();
        client.request(door)
                .compose(request -> request.send(review.with(uid)))
                .compose(response -> response.body().map(body -> {
                    long took = System.nanoTime() - from;
                    if (SHED.contains(response.statusCode())) {
                        tally.shed();
                    } else {
                        tally.answered(took, review.fault(uid, response.statusCode(), body.getBytes()));
                    }
                    return body;
                }))
                .onFailure(fault -> tally.unanswered(fault.toString()))
                .onComplete(_ -> then.run());
    }

    private static void waitUntil(long nanoTime) throws InterruptedException {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private static void await(CompletableFuture<Void> event, Duration patience) {
        try {
            event.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException late) {
            throw new BenchmarkFailed(
                    "reviews were still unanswered %d s after they should have been".formatted(patience.toSeconds()));
        }
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }
}
