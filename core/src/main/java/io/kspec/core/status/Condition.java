package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// A standard Kubernetes condition. `status` is True, False or Unknown; `lastTransitionTime` is RFC 3339 in UTC and
/// changes only with `status`.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        @JsonPropertyDescription("What the condition is about, in CamelCase.") @Required @Size(min = 1, max = 316)
        String type,

        @JsonPropertyDescription("Whether it holds: True, False or Unknown.")
        @Required
        @Pattern("^(True|False|Unknown)$")
        @Size(max = 7)
        String status,

        @JsonPropertyDescription("Why, as one CamelCase word.") @Required @Size(min = 1, max = 1024)
        String reason,

        @JsonPropertyDescription("Why, as a sentence.") @Required @Size(max = 32768)
        String message,

        @JsonPropertyDescription("When status last changed.") @Required @Size(max = 64)
        String lastTransitionTime,

        @JsonPropertyDescription("Generation of the object that the condition speaks of.") @Min(0)
        long observedGeneration) {}
