package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Metrics and logs that must be there.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ObservabilitySpec(
        @Nullable MetricsSpec metrics, @Nullable LoggingSpec logging) {}
