package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// An outcome that came after the report was written; `index` counts the events from 0.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RemediationOutcome(
        int index,
        RemediationAction action,
        RemediationStatus status,
        @Nullable String appliedAt,
        @Nullable String error) {}
