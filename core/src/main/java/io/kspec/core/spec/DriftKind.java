package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Which drift something is about.
public enum DriftKind {
    @JsonProperty("policies")
    POLICIES,
    @JsonProperty("compliance")
    COMPLIANCE,
    @JsonProperty("configuration")
    CONFIGURATION
}
