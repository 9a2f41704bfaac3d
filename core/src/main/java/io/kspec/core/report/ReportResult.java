package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// One rule in a report. `details` is evidence of any shape, capped; `detailsLeftOut` counts what was cut.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportResult(
        String name,
        @Nullable String rule,
        String category,
        String status,
        String severity,
        @Nullable String message,
        @Nullable JsonNode details,
        @Nullable Integer detailsLeftOut) {}
