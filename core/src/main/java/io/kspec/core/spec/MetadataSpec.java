package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/// Labels and annotations that every workload must carry.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MetadataSpec(
        @JsonPropertyDescription("Labels that every workload and its pods must carry, with any value but an empty one.")
        @Size(max = 50)
        List<
                        @Size(min = 1, max = 317)
                        @Pattern("^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$") String>
                requiredLabels,

        @JsonPropertyDescription(
                "Annotations that every workload and its pods must carry, with any value but an empty one.")
        @Size(max = 50)
        List<
                        @Size(min = 1, max = 317)
                        @Pattern("^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$") String>
                requiredAnnotations) {
    public MetadataSpec {
        requiredLabels = requiredLabels == null ? List.of() : List.copyOf(requiredLabels);
        requiredAnnotations = requiredAnnotations == null ? List.of() : List.copyOf(requiredAnnotations);
    }
}
