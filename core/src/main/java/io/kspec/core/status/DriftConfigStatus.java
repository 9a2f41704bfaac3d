package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a DriftConfig.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DriftConfigStatus(
        @JsonPropertyDescription("Generation that the rest speaks of.") @Min(0) @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("When everything was last compared.") @Size(max = 64) @Nullable
        String lastRun,

        @JsonPropertyDescription("When it will be next.") @Size(max = 64) @Nullable
        String nextRun,

        @JsonPropertyDescription("Drift that is open now.") @Min(0) @Nullable
        Integer openEvents,

        @JsonPropertyDescription("Ready: whether the settings are in force.") @Size(max = 8)
        List<Condition> conditions) {
    public DriftConfigStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
