package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/// Whose containers must have a probe.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProbeDemand(
        @JsonPropertyDescription("Kinds of workloads that are asked; a pod counts as the workload that controls it, "
                + "and a ReplicaSet as a Deployment. Empty means all but Job and CronJob.")
        @Size(max = 5)
        List<ProbedKind> kinds) {
    public ProbeDemand {
        kinds = kinds == null ? List.of() : List.copyOf(kinds);
    }
}
