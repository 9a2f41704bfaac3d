package io.kspec.core.scan;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a rule came to over a whole scan. `Skip` is no verdict: the rule was not asked.
public enum RuleStatus {
    @JsonProperty("Pass")
    PASS("Pass"),
    @JsonProperty("Fail")
    FAIL("Fail"),
    @JsonProperty("Manual")
    MANUAL("Manual"),
    @JsonProperty("NotEvaluated")
    NOT_EVALUATED("NotEvaluated"),
    @JsonProperty("Skip")
    SKIP("Skip");

    private final String word;

    RuleStatus(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
