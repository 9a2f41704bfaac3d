package io.kspec.core.verdict;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How bad a broken rule is, mildest first: the order of the constants is the order of comparison.
public enum Severity {
    @JsonProperty("Low")
    LOW("Low"),
    @JsonProperty("Medium")
    MEDIUM("Medium"),
    @JsonProperty("High")
    HIGH("High"),
    @JsonProperty("Critical")
    CRITICAL("Critical");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /// The word as reports print it, for example `Critical`.
    public String word() {
        return word;
    }
}
