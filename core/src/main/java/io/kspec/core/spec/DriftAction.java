package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What is done about drift.
public enum DriftAction {
    @JsonProperty("repair")
    REPAIR,
    @JsonProperty("approve")
    APPROVE,
    @JsonProperty("report")
    REPORT,
    @JsonProperty("ignore")
    IGNORE
}
