package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// Labels and annotations that every workload must carry.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MetadataSpec(List<String> requiredLabels, List<String> requiredAnnotations) {
    public MetadataSpec {
        requiredLabels = requiredLabels == null ? List.of() : List.copyOf(requiredLabels);
        requiredAnnotations = requiredAnnotations == null ? List.of() : List.copyOf(requiredAnnotations);
    }
}
