package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The two kinds of webhook configuration objects.
public enum AdmissionConfigurationKind {
    @JsonProperty("ValidatingWebhookConfiguration")
    VALIDATING_WEBHOOK_CONFIGURATION,
    @JsonProperty("MutatingWebhookConfiguration")
    MUTATING_WEBHOOK_CONFIGURATION
}
