package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A scan as evidence: the `spec` of a ComplianceReport. Never changed after it was written.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComplianceReportSpec(
        ClusterSpecRef clusterSpecRef,
        @Nullable String clusterName,
        @Nullable String clusterUID,
        String scanTime,
        ReportSummary summary,
        List<ReportResult> results) {
    public ComplianceReportSpec {
        results = results == null ? List.of() : List.copyOf(results);
    }
}
