package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Policies that must be present and ready.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PoliciesSpec(
        @JsonPropertyDescription("How many policies there must be at least. Unset means 0.")
        @Min(0)
        @Max(100000)
        @Nullable
        Integer minCount,

        @JsonPropertyDescription("Policies that must exist, by name.") @Size(max = 200)
        List<NamedRequirement> requiredPolicies) {
    public PoliciesSpec {
        requiredPolicies = requiredPolicies == null ? List.of() : List.copyOf(requiredPolicies);
    }
}
