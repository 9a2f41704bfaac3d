package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// Probes that containers must have.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProbesSpec(
        @JsonPropertyDescription("Containers and sidecars must have a livenessProbe. Unset means not checked.")
        @Nullable
        ProbeDemand liveness,

        @JsonPropertyDescription("Containers and sidecars must have a readinessProbe. Unset means not checked.")
        @Nullable
        ProbeDemand readiness,

        @JsonPropertyDescription("Containers and sidecars must have a startupProbe. Unset means not checked.") @Nullable
        ProbeDemand startup) {}
