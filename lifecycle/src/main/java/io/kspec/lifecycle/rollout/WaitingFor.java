package io.kspec.lifecycle.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a rollout waits for that is not work of its own.
public enum WaitingFor {
    /// Consents that are not all given.
    @JsonProperty("Approval")
    APPROVAL,
    /// The system runs as many rollouts as it may.
    @JsonProperty("Slot")
    SLOT,
    /// Another rollout holds a cluster.
    @JsonProperty("Lock")
    LOCK,
    /// The gate's period, or the pause between two clusters.
    @JsonProperty("EvaluationPeriod")
    EVALUATION_PERIOD,
    /// Somebody to resume it.
    @JsonProperty("Pause")
    PAUSE,
    /// Somebody to move traffic.
    @JsonProperty("ManualSwitch")
    MANUAL_SWITCH,
    /// The next attempt of something that failed for the moment.
    @JsonProperty("RetryBackoff")
    RETRY_BACKOFF
}
