package io.kspec.core.breaker;

import java.time.Duration;

/// When a breaker opens and closes.
///
/// @param calls the newest calls that are looked at, 1 or more
/// @param window how old a call may be to be looked at
/// @param minimum calls below which nothing is concluded
/// @param threshold the share of faults at which it opens, above 0 and at most 1
/// @param cooldown how long it stays open
/// @param probes how many calls are let through afterwards, to find out
public record BreakerSettings(
        int calls, Duration window, int minimum, double threshold, Duration cooldown, int probes) {
    /// Half of at least 10 of the last 100 calls of one minute; five minutes; 10 probes.
    public static final BreakerSettings STANDARD =
            new BreakerSettings(100, Duration.ofMinutes(1), 10, 0.5, Duration.ofMinutes(5), 10);
}
