package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What drifted: a guard, a judged object, or another object that kspec owns.
public enum DriftEventType {
    @JsonProperty("Policy")
    POLICY("Policy"),
    @JsonProperty("Compliance")
    COMPLIANCE("Compliance"),
    @JsonProperty("Configuration")
    CONFIGURATION("Configuration");

    private final String word;

    DriftEventType(String word) {
        this.word = word;
    }

    /// The word as it stands in stored objects.
    public String word() {
        return word;
    }
}
