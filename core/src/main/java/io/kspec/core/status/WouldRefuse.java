package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// How often a rule would have refused.
public record WouldRefuse(
        @JsonPropertyDescription("Id of the rule, for example images-are-named-by-digest.")
        @Required
        @Size(min = 1, max = 512)
        String rule,

        @JsonPropertyDescription("Number of requests.") @Required @Min(0)
        long requests) {}
