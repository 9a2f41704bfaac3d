package io.kspec.core.devops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.kspec.core.status.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the last evaluation of a DevOpsPolicy found.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DevOpsPolicyStatus(
        @JsonPropertyDescription("Generation of the policy that was evaluated last.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("Whether the health score is 80 or more.") @Nullable
        Boolean healthy,

        @JsonPropertyDescription("Health of the namespace, 0 to 100: 100 less the penalties per pod.")
        @Min(0)
        @Max(100)
        @Nullable
        Integer healthScore,

        @JsonPropertyDescription("How many single violations there are; one per container and check.") @Min(0) @Nullable
        Long violations,

        @JsonPropertyDescription("When the policy was last evaluated.") @Size(max = 64) @Nullable
        String lastEvaluated,

        @JsonPropertyDescription("The result as a sentence, for example: 5 violations across 10 pods — Stable (72).")
        @Size(max = 1024)
        @Nullable
        String message,

        @JsonPropertyDescription("How many workloads were mended in this evaluation; only while the policy enforces.")
        @Min(0)
        @Nullable
        Long remediationsApplied,

        @JsonPropertyDescription(
                "How many workloads could not be mended in this evaluation; only while the policy " + "enforces.")
        @Min(0)
        @Nullable
        Long remediationsFailed,

        @JsonPropertyDescription("The workloads that were mended in this evaluation, each as kind/namespace/name.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 1000)
        List<@Size(max = 512) String> remediatedWorkloads,

        @JsonPropertyDescription("What holds of this policy, one entry per type.") @Size(max = 32)
        List<Condition> conditions) {
    public DevOpsPolicyStatus {
        remediatedWorkloads = remediatedWorkloads == null ? List.of() : List.copyOf(remediatedWorkloads);
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
