package io.kspec.core.devops;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How severe a violation is, worst first, and how often it counts when a policy says so.
public enum ViolationSeverity {
    @JsonProperty("critical")
    CRITICAL(3),
    @JsonProperty("high")
    HIGH(2),
    @JsonProperty("medium")
    MEDIUM(1),
    @JsonProperty("low")
    LOW(1);

    private final int multiplier;

    ViolationSeverity(int multiplier) {
        this.multiplier = multiplier;
    }

    public int multiplier() {
        return multiplier;
    }
}
