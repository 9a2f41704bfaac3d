package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Where one of several clusters stands.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterEntry(
        @JsonPropertyDescription("Name of the ClusterTarget.") @Required @Size(max = 253)
        String name,

        @JsonPropertyDescription("Phase of the specification on this cluster.") @Nullable
        Phase phase,

        @JsonPropertyDescription("Score of this cluster in percent.") @Min(0) @Max(100) @Nullable
        Integer complianceScore,

        @JsonPropertyDescription("When the last scan of this cluster ended.") @Size(max = 64) @Nullable
        String lastScanTime) {}
