package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Drift as it was found, with what was done at once: the `spec` of a DriftReport. Never changed after it was written.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftReportSpec(
        ClusterSpecRef clusterSpecRef,
        @Nullable String clusterName,
        @Nullable String clusterUID,
        String detectionTime,
        boolean driftDetected,
        DriftSeverity severity,
        List<DriftEvent> events) {
    public DriftReportSpec {
        events = events == null ? List.of() : List.copyOf(events);
    }
}
