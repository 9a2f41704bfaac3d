package io.kspec.kube.call;

import io.github.bucket4j.Bucket;
import java.time.Duration;

/// At most so many requests per second to one cluster; whoever is too early waits. Safe for use by many threads.
public final class RequestPace {
    private final Bucket bucket;

    /// A pace for one cluster.
    ///
    /// @param perSecond also how many may follow each other without a wait
    public RequestPace(int perSecond) {
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
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
