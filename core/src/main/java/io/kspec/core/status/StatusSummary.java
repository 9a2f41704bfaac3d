package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonInclude;

/// Counts of the last scan, of guards in the cluster and of open drift.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatusSummary(
        int totalChecks,
        int passedChecks,
        int failedChecks,
        int skippedChecks,
        int manualChecks,
        int notEvaluatedChecks,
        int policiesEnforced,
        int driftEvents) {}
