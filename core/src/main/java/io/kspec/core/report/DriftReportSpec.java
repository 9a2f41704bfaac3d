package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Drift as it was found, with what was done at once: the `spec` of a DriftReport. Never changed once it was
/// written.
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "self == oldSelf", message = "a report is evidence: its spec may not be changed")
public record DriftReportSpec(
        @JsonPropertyDescription("Specification that the cluster drifted from.") @Required
        ClusterSpecRef clusterSpecRef,

        @JsonPropertyDescription("Cluster that drifted: local, or the name of its ClusterTarget.")
        @Size(max = 253)
        @Nullable
        String clusterName,

        @JsonPropertyDescription("UID of the namespace kube-system, which tells clusters apart.")
        @Size(max = 128)
        @Nullable
        String clusterUID,

        @JsonPropertyDescription("When the drift was detected.") @Required @Size(max = 64)
        String detectionTime,

        @JsonPropertyDescription("Whether there was drift.") @Required
        boolean driftDetected,

        @JsonPropertyDescription("Severity of the worst event.")
        DriftSeverity severity,

        @JsonPropertyDescription("Objects that drifted.") @Size(max = 1000)
        List<DriftEvent> events) {
    public DriftReportSpec {
        events = events == null ? List.of() : List.copyOf(events);
    }
}
