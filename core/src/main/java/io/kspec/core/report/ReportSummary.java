package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/// Counts by status. `passRate` is the score.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportSummary(
        @JsonPropertyDescription("All results.") @Required @Min(0)
        int total,

        @JsonPropertyDescription("Results with status Pass.") @Required @Min(0)
        int passed,

        @JsonPropertyDescription("Results with status Fail.") @Required @Min(0)
        int failed,

        @JsonPropertyDescription("Passed in percent of those that passed or failed, rounded.")
        @Required
        @Min(0)
        @Max(100)
        int passRate,

        @JsonPropertyDescription("Results with status Skip.") @Min(0) @Nullable
        Integer skipped,

        @JsonPropertyDescription("Results with status Manual.") @Min(0) @Nullable
        Integer manual,

        @JsonPropertyDescription("Results with status NotEvaluated.") @Min(0) @Nullable
        Integer notEvaluated) {}
