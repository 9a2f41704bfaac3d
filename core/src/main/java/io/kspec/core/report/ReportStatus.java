package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kspec.core.status.Phase;
import org.jspecify.annotations.Nullable;

/// What became of a report.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportStatus(@Nullable Phase phase, @Nullable String reportURL) {}
