package io.kspec.operator.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// Bounds how often one guard is put back, so that a quarrel with another writer is no hot loop. Used by one thread.
final class RepairPace {
    static final int MOST_PER_WINDOW = 120;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final Map<GuardId, Deque<Instant>> repairs = new HashMap<>();

    /// Whether the guard may be put back now; counts it when it may.
    boolean allows(GuardId guard, Instant now) {
        Deque<Instant> recent = repairs.computeIfAbsent(guard, _ -> new ArrayDeque<>());
        while (!recent.isEmpty() && recent.peekFirst().isBefore(now.minus(WINDOW))) {
            recent.removeFirst();
        }
        if (recent.size() >= MOST_PER_WINDOW) {
            return false;
        }
        recent.addLast(now);
        return true;
    }
}
