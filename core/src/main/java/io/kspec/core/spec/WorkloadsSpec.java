package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// What every pod must and must not be.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WorkloadsSpec(
        @JsonPropertyDescription("Fields that every container must, or must not, carry.") @Nullable
        ContainersSpec containers,

        @JsonPropertyDescription("Where images may come from and how they are named.") @Nullable
        ImagesSpec images,

        @JsonPropertyDescription("Labels and annotations that every workload must carry.") @Nullable
        MetadataSpec metadata,

        @JsonPropertyDescription("Probes that containers must have.") @Nullable
        ProbesSpec probes,

        @JsonPropertyDescription("Amounts of resources that containers must name.") @Nullable
        ResourcesSpec resources,

        @JsonPropertyDescription("What pods must be where a single field of a container cannot say it.") @Nullable
        PodsSpec pods) {}
