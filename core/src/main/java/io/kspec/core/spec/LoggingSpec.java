package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Logs that must be kept.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LoggingSpec(@Nullable AuditLogSpec auditLog) {}
