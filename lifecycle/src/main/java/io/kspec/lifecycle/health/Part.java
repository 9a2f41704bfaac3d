package io.kspec.lifecycle.health;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A part of an operator that can fail on its own.
public enum Part {
    /// Its controllers' pods.
    @JsonProperty("Pods")
    PODS,
    /// Its admission and conversion webhooks.
    @JsonProperty("Webhook")
    WEBHOOK,
    /// Its CustomResourceDefinitions.
    @JsonProperty("Crds")
    CRDS,
    /// The custom resources it looks after.
    @JsonProperty("Reconciliation")
    RECONCILIATION
}
