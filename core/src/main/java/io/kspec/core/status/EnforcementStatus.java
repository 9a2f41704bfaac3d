package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What is in force.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnforcementStatus(
        boolean active,
        @Nullable String mode,
        @Nullable Integer policiesGenerated,
        @Nullable String lastEnforcementTime) {}
