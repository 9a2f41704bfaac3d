package io.kspec.kube.event;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// How many events an object may have: a burst, then one a minute. Objects that had none for longest are forgotten
/// first. Used by one thread.
final class EventPace {
    static final int BURST = 20;
    private static final int MOST_OBJECTS = 1024;
    private static final Duration REFILL = Duration.ofMinutes(1);

    private final TimeMeter time;
    private final Map<Regarding, Bucket> buckets = new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Regarding, Bucket> eldest) {
            return size() > MOST_OBJECTS;
        }
    };

    EventPace(Clock clock) {
        this.time = new ByClock(clock);
    }

    boolean allows(Regarding object) {
        return buckets.computeIfAbsent(object, _ -> bucket()).tryConsume(1);
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(BURST).refillGreedy(1, REFILL))
                .withCustomTimePrecision(time)
                .build();
    }

    private record ByClock(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
