package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A scan as evidence: the `spec` of a ComplianceReport. Never changed after it was written.
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "self == oldSelf", message = "a report is evidence: its spec may not be changed")
public record ComplianceReportSpec(
        @JsonPropertyDescription("Specification that was judged by.") @Required
        ClusterSpecRef clusterSpecRef,

        @JsonPropertyDescription("Cluster that was judged: local, or the name of its ClusterTarget.")
        @Size(max = 253)
        @Nullable
        String clusterName,

        @JsonPropertyDescription("UID of the namespace kube-system, which tells clusters apart.")
        @Size(max = 128)
        @Nullable
        String clusterUID,

        @JsonPropertyDescription("When the scan ended.") @Required @Size(max = 64)
        String scanTime,

        @JsonPropertyDescription("Counts of the results by status.") @Required
        ReportSummary summary,

        @JsonPropertyDescription("False when the specification was outside its times and therefore not enforced.")
        @Nullable
        Boolean active,

        @JsonPropertyDescription("What each check came to.") @Size(max = 2000)
        List<ReportResult> results,

        @JsonPropertyDescription("Every exemption of the specification at the time of the scan.") @Size(max = 500)
        List<ReportedExemption> exemptions) {
    public ComplianceReportSpec {
        exemptions = exemptions == null ? List.of() : List.copyOf(exemptions);
        results = results == null ? List.of() : List.copyOf(results);
    }
}
