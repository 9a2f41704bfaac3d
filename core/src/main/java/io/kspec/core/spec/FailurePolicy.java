package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What the API server does when kspec cannot answer: admit (`Ignore`) or refuse (`Fail`).
public enum FailurePolicy {
    @JsonProperty("Ignore")
    IGNORE,
    @JsonProperty("Fail")
    FAIL
}
