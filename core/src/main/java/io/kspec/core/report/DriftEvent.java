package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// One object that differs from what kspec holds it to be.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftEvent(
        DriftEventType type,
        DriftSeverity severity,
        DriftedResource resource,
        DriftType driftType,
        @Nullable String check,
        @Nullable String message,
        @Nullable JsonNode expected,
        @Nullable JsonNode actual,
        @Nullable ChangedBy changedBy,
        Remediation remediation) {}
