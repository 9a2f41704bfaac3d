package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// Metrics and logs that must be there.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ObservabilitySpec(
        @JsonPropertyDescription("Metrics that must be collected.") @Nullable
        MetricsSpec metrics,

        @JsonPropertyDescription("Logs that must be kept.") @Nullable
        LoggingSpec logging) {}
