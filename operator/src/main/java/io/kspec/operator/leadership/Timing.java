package io.kspec.operator.leadership;

import java.time.Duration;

/// The durations of an election in nanoseconds of a monotonic clock.
record Timing(long lease, long deadline, long retry) {
    static Timing of(LeadershipSettings settings) {
        return new Timing(
                settings.leaseDuration().toNanos(),
                settings.renewDeadline().toNanos(),
                settings.retryPeriod().toNanos());
    }

    Duration leaseDuration() {
        return Duration.ofNanos(lease);
    }
}
