package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// Logs that must be kept.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LoggingSpec(
        @JsonPropertyDescription("The audit log of the API server.") @Nullable
        AuditLogSpec auditLog) {}
