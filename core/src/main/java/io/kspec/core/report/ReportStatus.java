package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.kspec.core.status.Phase;
import org.jspecify.annotations.Nullable;

/// What became of a report.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportStatus(
        @JsonPropertyDescription("Completed once the report is whole.") @Default("Pending") @Nullable
        Phase phase,

        @JsonPropertyDescription("Where the console shows this report.") @Size(max = 2048) @Nullable
        String reportURL) {}
