package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What kspec observed of a specification: the `status` of a ClusterSpecification. Times are RFC 3339 in UTC.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterSpecStatus(
        @JsonPropertyDescription("Pending before the first scan, Active after any finished scan, Failed when the "
                + "specification or the cluster could not be read.")
        @Default("Pending")
        @Nullable
        Phase phase,

        @JsonPropertyDescription("Generation of the specification that this status speaks of.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("When the last scan ended.") @Size(max = 64) @Nullable
        String lastScanTime,

        @JsonPropertyDescription("When the next scan is due.") @Size(max = 64) @Nullable
        String nextScanTime,

        @JsonPropertyDescription("Passed checks in percent of those that passed or failed, rounded.")
        @Min(0)
        @Max(100)
        @Nullable
        Integer complianceScore,

        @JsonPropertyDescription("What holds of this specification, one entry per type.") @Size(max = 32)
        List<Condition> conditions,

        @JsonPropertyDescription("Counts of the last scan, of policies and of drift.") @Nullable
        StatusSummary summary,

        @JsonPropertyDescription("What is in force.") @Nullable
        EnforcementStatus enforcement,

        @JsonPropertyDescription("How admission is served.") @Nullable
        WebhooksStatus webhooks,

        @JsonPropertyDescription("Fields of the specification that this version of kspec does not evaluate.")
        @Size(max = 200)
        List<@Size(max = 512) String> unsupportedKeys,

        @JsonPropertyDescription("Counts of exemptions, and when the next one ends.") @Nullable
        ExemptionsStatus exemptions,

        @JsonPropertyDescription("Demands that hold after templates and inheritance, each with its origin; capped.")
        @Size(max = 500)
        List<EffectiveEntry> effectivePolicy,

        @JsonPropertyDescription("Standing per cluster, when clusterSelector matches several.") @Size(max = 1000)
        List<ClusterEntry> clusters) {
    public ClusterSpecStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        unsupportedKeys = unsupportedKeys == null ? List.of() : List.copyOf(unsupportedKeys);
        effectivePolicy = effectivePolicy == null ? List.of() : List.copyOf(effectivePolicy);
        clusters = clusters == null ? List.of() : List.copyOf(clusters);
    }
}
