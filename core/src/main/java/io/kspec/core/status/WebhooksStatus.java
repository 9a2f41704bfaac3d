package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// How admission is served.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhooksStatus(
        @JsonPropertyDescription("Whether the API server asks kspec for this specification.") @Required
        boolean active,

        @JsonPropertyDescription("Whether the serving certificate is valid.") @Required
        boolean certificateReady,

        @JsonPropertyDescription("When the serving certificate ends.") @Size(max = 64) @Nullable
        String certificateNotAfter,

        @JsonPropertyDescription("Who issued the serving certificate: cert-manager or built-in.")
        @Size(max = 32)
        @Nullable
        String certificateSource,

        @JsonPropertyDescription("Share of requests that kspec could not judge lately, 0 to 1.")
        @Min(0)
        @Max(1)
        @Nullable
        Double errorRate,

        @JsonPropertyDescription("Whether side effects are stopped after repeated faults.") @Nullable
        Boolean circuitBreakerTripped) {}
