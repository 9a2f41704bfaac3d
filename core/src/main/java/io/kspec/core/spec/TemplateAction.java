package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What admission does with a pod template that breaks a rule under `enforce`.
public enum TemplateAction {
    @JsonProperty("Deny")
    DENY,
    @JsonProperty("Warn")
    WARN
}
