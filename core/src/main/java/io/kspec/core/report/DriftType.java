package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How it drifted.
public enum DriftType {
    @JsonProperty("deleted")
    DELETED("deleted"),
    @JsonProperty("modified")
    MODIFIED("modified"),
    @JsonProperty("violation")
    VIOLATION("violation"),
    @JsonProperty("extra")
    EXTRA("extra");

    private final String word;

    DriftType(String word) {
        this.word = word;
    }

    /// The word as it stands in stored objects.
    public String word() {
        return word;
    }
}
