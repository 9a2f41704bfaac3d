package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/// Counts of the last scan, of guards in the cluster and of open drift.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatusSummary(
        @JsonPropertyDescription("Checks of the last scan.") @Required @Min(0)
        int totalChecks,

        @JsonPropertyDescription("Checks that passed.") @Required @Min(0)
        int passedChecks,

        @JsonPropertyDescription("Checks that failed.") @Required @Min(0)
        int failedChecks,

        @JsonPropertyDescription("Checks that were not asked, for example because they were switched off.") @Min(0)
        int skippedChecks,

        @JsonPropertyDescription("Checks that a person must make.") @Min(0)
        int manualChecks,

        @JsonPropertyDescription("Checks that could not be made, for example for want of a right.") @Min(0)
        int notEvaluatedChecks,

        @JsonPropertyDescription("Policies in the cluster that are ready.") @Min(0)
        int policiesEnforced,

        @JsonPropertyDescription("Drift that is open.") @Min(0)
        int driftEvents) {}
