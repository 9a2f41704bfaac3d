package io.kspec.operator.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// Bounds how often one workload is changed: each change rolls its pods, and whatever takes it back will do so again.
/// Used by many threads.
public final class PatchPace {
    /// Changes within an hour.
    public static final int MOST = 3;
    static final Duration WINDOW = Duration.ofHours(1);

    private final Map<String, Deque<Instant>> patches = new HashMap<>();

    /// Whether the workload may be changed now.
    public synchronized boolean allows(String workload, Instant now) {
        return recent(workload, now).size() < MOST;
    }

    /// The workload was changed.
    public synchronized void count(String workload, Instant now) {
        patches.computeIfAbsent(workload, _ -> new ArrayDeque<>()).addLast(now);
    }

    private Deque<Instant> recent(String workload, Instant now) {
        patches.values().removeIf(times -> {
            times.removeIf(time -> !time.isAfter(now.minus(WINDOW)));
            return times.isEmpty();
        });
        return patches.getOrDefault(workload, new ArrayDeque<>());
    }
}
