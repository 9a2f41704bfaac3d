package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Metrics providers that must be there.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MetricsSpec(@Nullable Boolean required, List<String> providers) {
    public MetricsSpec {
        providers = providers == null ? List.of() : List.copyOf(providers);
    }
}
