package io.kspec.core.breaker;

/// Where a breaker stands.
public enum BreakerState {
    /// Everything is asked.
    CLOSED,
    /// Nothing is asked.
    OPEN,
    /// A few are asked, to find out.
    HALF_OPEN;

    /// As annotations and metrics say it: `closed`, `open`, `half-open`.
    public String word() {
        return switch (this) {
            case CLOSED -> "closed";
            case OPEN -> "open";
            case HALF_OPEN -> "half-open";
        };
    }
}
