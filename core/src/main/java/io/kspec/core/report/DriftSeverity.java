package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How bad drift is, mildest first.
public enum DriftSeverity {
    @JsonProperty("low")
    LOW("low"),
    @JsonProperty("medium")
    MEDIUM("medium"),
    @JsonProperty("high")
    HIGH("high"),
    @JsonProperty("critical")
    CRITICAL("critical");

    private final String word;

    DriftSeverity(String word) {
        this.word = word;
    }

    /// The word as it stands in stored objects.
    public String word() {
        return word;
    }
}
