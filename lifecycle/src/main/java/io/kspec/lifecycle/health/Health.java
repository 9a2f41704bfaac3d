package io.kspec.lifecycle.health;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The health of an operator on a cluster, of a cluster, or of all of them; the order of the constants is their
/// weight.
public enum Health {
    /// Nothing could be read: neither good nor bad.
    @JsonProperty("Unknown")
    UNKNOWN,
    /// Everything that was asked is as it should be.
    @JsonProperty("Healthy")
    HEALTHY,
    /// It works, but not as it should.
    @JsonProperty("Degraded")
    DEGRADED,
    /// It does not work.
    @JsonProperty("Unhealthy")
    UNHEALTHY
}
