package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What was done about an event.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Remediation(
        RemediationAction action,
        RemediationStatus status,
        @Nullable String appliedAt,
        @Nullable String error) {}
