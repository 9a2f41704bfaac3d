package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What kspec observed of a remote cluster.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterTargetStatus(
        @JsonPropertyDescription("Whether the last authenticated call was answered. Absent means unknown.") @Nullable
        Boolean reachable,

        @JsonPropertyDescription("When the cluster was last asked.") @Size(max = 64) @Nullable
        String lastChecked,

        @JsonPropertyDescription("Version of Kubernetes that the cluster runs.") @Size(max = 64) @Nullable
        String version,

        @JsonPropertyDescription("UID of the namespace kube-system, which tells clusters apart.")
        @Size(max = 64)
        @Nullable
        String uid,

        @JsonPropertyDescription("Number of nodes.") @Min(0) @Nullable
        Integer nodeCount,

        @JsonPropertyDescription("Where the cluster runs: eks, gke, aks, openshift, vanilla or unknown.")
        @Size(max = 32)
        @Nullable
        String platform,

        @JsonPropertyDescription("How long the last answer took, in milliseconds.") @Min(0) @Nullable
        Integer latencyMs,

        @JsonPropertyDescription("When the credentials end, as far as they say so.") @Size(max = 64) @Nullable
        String credentialsExpireAt,

        @JsonPropertyDescription("Generation of the target that this status speaks of.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("What holds of this target, one entry per type.") @Size(max = 32)
        List<Condition> conditions) {
    public ClusterTargetStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
