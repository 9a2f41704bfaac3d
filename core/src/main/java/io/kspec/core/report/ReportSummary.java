package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Counts by status. `passRate` is the score.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportSummary(
        int total,
        int passed,
        int failed,
        int passRate,
        @Nullable Integer skipped,
        @Nullable Integer manual,
        @Nullable Integer notEvaluated) {}
