package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// An outcome that came after the report was written; `index` counts the events from 0.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RemediationOutcome(
        @JsonPropertyDescription("Position of the event in spec.events, from 0.") @Required @Min(0)
        int index,

        @JsonPropertyDescription(
                "What was done, or would be: create, update, delete, or report when it is left to " + "people.")
        @Required
        RemediationAction action,

        @JsonPropertyDescription("What came of it.") @Required
        RemediationStatus status,

        @JsonPropertyDescription("When it was done.") @Size(max = 64) @Nullable
        String appliedAt,

        @JsonPropertyDescription("Why it failed; empty on success.") @Size(max = 4096) @Nullable
        String error) {}
