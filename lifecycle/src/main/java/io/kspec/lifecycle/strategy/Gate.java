package io.kspec.lifecycle.strategy;

import java.time.Duration;

/// How the health of a wave is judged before the next wave may start.
///
/// @param period how long it is watched; zero is one check at once
/// @param interval between two checks of a cluster
/// @param threshold the share of passed checks that lets it pass, 0 to 1; not asked when `lastDecides`
/// @param lastDecides whether the last check of each cluster decides instead of the share
public record Gate(Duration period, Duration interval, double threshold, boolean lastDecides) {
    /// How many results each cluster owes: period divided by interval, at least one.
    public int checks() {
        return (int) Math.max(1, period.dividedBy(interval));
    }

    /// When check `number` (from 1) is due after the start of the period; the last one at its end.
    public Duration due(int number) {
        return number >= checks() ? period : interval.multipliedBy(number);
    }
}
