package io.kspec.lifecycle.approval;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a person may do.
public enum Role {
    /// Everything.
    @JsonProperty("Admin")
    ADMIN,
    /// Registers operators, rolls out.
    @JsonProperty("Operator")
    OPERATOR,
    /// Consents for the environments they own.
    @JsonProperty("EnvironmentOwner")
    ENVIRONMENT_OWNER,
    /// Reads.
    @JsonProperty("Viewer")
    VIEWER
}
