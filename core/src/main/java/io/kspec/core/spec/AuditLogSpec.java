package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/// The audit log of the API server.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AuditLogSpec(
        @JsonPropertyDescription("The API server must write an audit log. Unset means false.") @Nullable
        Boolean required,

        @JsonPropertyDescription("How many days the audit log must be kept at least.") @Min(0) @Max(36500) @Nullable
        Integer minRetentionDays) {}
