package io.kspec.core.devops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/// What the pods of a namespace must be: the `spec` of a DevOpsPolicy. A check that is absent or false does not run;
/// a policy without any is legal and always scores 100.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DevOpsPolicySpec(
        @JsonPropertyDescription("Images may not use the tag latest, nor no tag at all, unless named by digest. Unset "
                + "means not checked.")
        @Nullable
        Boolean forbidLatestTag,

        @JsonPropertyDescription("Every container must have a liveness probe. Unset means not checked.") @Nullable
        Boolean requireLivenessProbe,

        @JsonPropertyDescription("Every container must have a readiness probe. Unset means not checked.") @Nullable
        Boolean requireReadinessProbe,

        @JsonPropertyDescription("How often a container may have restarted; only more than that is a violation. Unset "
                + "means not checked.")
        @Min(0)
        @Max(Integer.MAX_VALUE)
        @Nullable
        Integer maxRestartCount,

        @JsonPropertyDescription(
                "How many seconds a pod may stay Pending; only longer is a violation, and with 0 every "
                        + "Pending pod is one. Unset means not checked.")
        @Min(0)
        @Max(31536000)
        @Nullable
        Long forbidPendingDuration,

        @JsonPropertyDescription(
                "What is done about missing probes and resources: audit only reports them, enforce also "
                        + "adds them to Deployments, StatefulSets and DaemonSets of the namespace. Unset means audit.")
        @Nullable
        DevOpsMode enforcementMode,

        @JsonPropertyDescription(
                "The probe that enforce adds where one is required and missing. Unset means its " + "defaults.")
        @Nullable
        DefaultProbe defaultProbe,

        @JsonPropertyDescription(
                "The resources that enforce adds to containers with neither requests nor limits. Unset "
                        + "means that resources are never added.")
        @Nullable
        DefaultResources defaultResources,

        @JsonPropertyDescription("How severe violations are. A check that is named here counts in the score by its "
                + "severity: three times when critical, twice when high.")
        @Nullable
        SeverityOverrides severityOverrides) {
    /// Of a policy that stands in the API server without a spec, or with an empty one.
    public static final DevOpsPolicySpec NOTHING =
            new DevOpsPolicySpec(null, null, null, null, null, null, null, null, null);

    public boolean enforces() {
        return enforcementMode == DevOpsMode.ENFORCE;
    }
}
