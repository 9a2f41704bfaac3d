package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Specifications or templates that this one builds on, in order.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PolicyInheritance(
        @JsonPropertyDescription("ClusterSpecifications or templates to build on, in order; a later one wins.")
        @Size(max = 20)
        List<@Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") String> basePolicies,

        @JsonPropertyDescription("How they become one: merge joins lists and lets this specification win, override "
                + "replaces whole sections, append refuses contradictions.")
        @Default("merge")
        @Nullable
        MergeStrategy mergeStrategy,

        @JsonPropertyDescription(
                "Refuse this specification when it demands less than one it builds on. Unset means " + "false.")
        @Nullable
        Boolean preventWeakening) {
    public PolicyInheritance {
        basePolicies = basePolicies == null ? List.of() : List.copyOf(basePolicies);
    }
}
