package io.kspec.core.drift.config;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// When one object may be put back again, so that a quarrel with another writer is no loop: at once until it was put
/// back [DriftSettings#burst] times within [#WINDOW], then after 1, 2, 4 … seconds, a minute at most. Quiet for a
/// whole window, it starts over. Immutable; time is an argument.
///
/// @param repairs the last ones, oldest first, all within a window of each other
public record RepairPace(List<Instant> repairs) {
    public static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 10_000;

    /// Of an object that was never put back.
    public static final RepairPace NEW = new RepairPace(List.of());

    public RepairPace {
        repairs = List.copyOf(repairs);
    }

    /// Empty when it may be put back now, else from when on.
    public Optional<Instant> blockedUntil(int burst, Instant now) {
        List<Instant> recent = recent(now);
        if (recent.size() < burst) {
            return Optional.empty();
        }
        int doublings = Math.min(recent.size() - burst, 10);
        Duration wait = Duration.ofSeconds(1L << doublings);
        Instant free = recent.getLast().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        return free.isAfter(now) ? Optional.of(free) : Optional.empty();
    }

    /// Whether somebody keeps undoing what kspec does.
    public boolean quarrels(int burst, Instant now) {
        return recent(now).size() >= burst;
    }

    public RepairPace repaired(Instant now) {
        List<Instant> recent = recent(now);
        return new RepairPace(
                Stream.concat(recent.stream().skip(Math.max(0, recent.size() - MOST_KEPT)), Stream.of(now))
                        .toList());
    }

    private List<Instant> recent(Instant now) {
        return repairs.stream()
                .filter(repair -> repair.isAfter(now.minus(WINDOW)))
                .toList();
    }
}
