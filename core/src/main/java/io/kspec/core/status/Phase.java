package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where a specification or report stands.
public enum Phase {
    @JsonProperty("Pending")
    PENDING("Pending"),
    @JsonProperty("Active")
    ACTIVE("Active"),
    @JsonProperty("Failed")
    FAILED("Failed"),
    @JsonProperty("InProgress")
    IN_PROGRESS("InProgress"),
    @JsonProperty("Completed")
    COMPLETED("Completed");

    private final String word;

    Phase(String word) {
        this.word = word;
    }

    /// The word as it stands in stored objects.
    public String word() {
        return word;
    }
}
