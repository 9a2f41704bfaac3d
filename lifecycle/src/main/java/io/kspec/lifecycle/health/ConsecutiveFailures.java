package io.kspec.lifecycle.health;

/// How many checks failed running. Unknown neither counts nor resets.
///
/// @param count 0 after a passed check
public record ConsecutiveFailures(int count) {
    /// From this many on it is acted upon.
    public static final int LIMIT = 3;

    /// Before the first check.
    public static final ConsecutiveFailures NONE = new ConsecutiveFailures(0);

    /// The count after one more check.
    public ConsecutiveFailures after(Health health) {
        return switch (health) {
            case UNKNOWN -> this;
            case HEALTHY -> NONE;
            case DEGRADED, UNHEALTHY -> new ConsecutiveFailures(Math.min(count, Integer.MAX_VALUE - 1) + 1);
        };
    }

    /// Whether it must be acted upon.
    public boolean reached() {
        return count >= LIMIT;
    }
}
