package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a template is for.
public enum TemplateCategory {
    @JsonProperty("security")
    SECURITY,
    @JsonProperty("compliance")
    COMPLIANCE,
    @JsonProperty("cost-optimization")
    COST_OPTIMIZATION
}
