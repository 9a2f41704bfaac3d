package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What was done, or would be.
public enum RemediationAction {
    @JsonProperty("create")
    CREATE("create"),
    @JsonProperty("update")
    UPDATE("update"),
    @JsonProperty("delete")
    DELETE("delete"),
    @JsonProperty("report")
    REPORT("report");

    private final String word;

    RemediationAction(String word) {
        this.word = word;
    }

    /// The word as it stands in stored objects.
    public String word() {
        return word;
    }
}
