package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The levels of the Pod Security Standards, mildest first.
public enum PodSecurityLevel {
    @JsonProperty("privileged")
    PRIVILEGED,
    @JsonProperty("baseline")
    BASELINE,
    @JsonProperty("restricted")
    RESTRICTED
}
