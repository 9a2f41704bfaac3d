package io.kspec.kube.call;

import io.github.bucket4j.Bucket;
import java.time.Duration;

/// At most so many requests per second to one cluster, over any longer time; whoever is too early waits. After a pause
/// three seconds' worth may follow each other at once: a short look is not slowed, a long walk is. Safe for use by many
/// threads.
public final class RequestPace {
    private static final int SECONDS_AT_ONCE = 3;

    private final Bucket bucket;

    /// A pace for one cluster.
    public RequestPace(int perSecond) {
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity((long) SECONDS_AT_ONCE * perSecond)
                        .refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    /// Returns when the next request may be sent.
    ///
    /// @return no when the thread was interrupted, and is so again
    public boolean await() {
        try {
            bucket.asBlocking().consume(1);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
