package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// A milder mode for some rules.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RuleMode(
        @JsonPropertyDescription("Check, rule or instance of a rule, for example images-are-named-by-digest or "
                + "container-field-is-set[securityContext.runAsNonRoot].")
        @Required
        @Size(min = 1, max = 253)
        @Nullable
        String rule,

        @JsonPropertyDescription(
                "What happens to violations of it; never stricter than the mode of the " + "specification.")
        @Required
        @Nullable
        Mode mode) {}
