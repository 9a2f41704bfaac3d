package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What came of it.
public enum RemediationStatus {
    @JsonProperty("success")
    SUCCESS("success"),
    @JsonProperty("failed")
    FAILED("failed"),
    @JsonProperty("pending")
    PENDING("pending"),
    @JsonProperty("manual-required")
    MANUAL_REQUIRED("manual-required");

    private final String word;

    RemediationStatus(String word) {
        this.word = word;
    }

    /// The word as it stands in stored objects.
    public String word() {
        return word;
    }
}
