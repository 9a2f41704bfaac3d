package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What generated ValidatingAdmissionPolicies do with a violation, or `Off` for none.
public enum NativePolicyAction {
    @JsonProperty("Deny")
    DENY,
    @JsonProperty("Audit")
    AUDIT,
    @JsonProperty("Off")
    OFF
}
