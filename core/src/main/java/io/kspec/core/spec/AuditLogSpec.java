package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// The audit log of the API server.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AuditLogSpec(
        @Nullable Boolean required, @Nullable Integer minRetentionDays) {}
