package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Metrics providers that must be there.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MetricsSpec(
        @JsonPropertyDescription("Metrics must be collected. Unset means false.") @Nullable
        Boolean required,

        @JsonPropertyDescription("Providers of which one must run; known are prometheus and metrics-server.")
        @Size(max = 20)
        List<@Size(min = 1, max = 63) String> providers) {
    public MetricsSpec {
        providers = providers == null ? List.of() : List.copyOf(providers);
    }
}
