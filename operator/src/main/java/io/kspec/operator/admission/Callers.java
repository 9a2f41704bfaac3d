package io.kspec.operator.admission;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What each caller, by its address, takes up: connections, and reviews per second. Remembers a bounded number of
/// callers, so that nobody fills the memory by changing addresses. Used by many threads.
final class Callers {
    private static final int REMEMBERED = 10_000;

    private final AdmissionLimits limits;
    private final Map<String, Integer> connections = new HashMap<>();
    private final Map<String, Bucket> rates = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };
    private int all;

    Callers(AdmissionLimits limits) {
        this.limits = limits;
    }

    /// Whether one more connection may stay; if so, [#disconnected] follows one day.
    synchronized boolean connected(String address) {
        int mine = connections.getOrDefault(address, 0);
        if (all >= limits.connections() || mine >= Math.max(1, limits.connections() / 2)) {
            return false;
        }
        connections.put(address, mine + 1);
        all++;
        return true;
    }

    synchronized void disconnected(String address) {
        connections.computeIfPresent(address, (_, mine) -> mine == 1 ? null : mine - 1);
        all--;
    }

    /// Whether the caller may send a review now.
    boolean mayAsk(String address) {
        return bucket(address).tryConsume(1);
    }

    private synchronized Bucket bucket(String address) {
        return rates.computeIfAbsent(address, _ -> Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(limits.perSecond()).refillGreedy(limits.perSecond(), Duration.ofSeconds(1)))
                .build());
    }
}
