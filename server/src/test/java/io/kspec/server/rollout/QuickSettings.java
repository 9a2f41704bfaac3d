package io.kspec.server.rollout;

import java.time.Duration;

/// Settings of a replica in a test.
record QuickSettings(
        int workers, int slots, Duration claim, Duration poll, Duration lease, Duration watchWindow, int attempts)
        implements RolloutSettings {
    static final QuickSettings DEFAULTS = new QuickSettings(
            4, 20, Duration.ofSeconds(30), Duration.ofMillis(50), Duration.ofMinutes(10), Duration.ofHours(24), 8);

    QuickSettings slots(int most) {
        return new QuickSettings(workers, most, claim, poll, lease, watchWindow, attempts);
    }
}
