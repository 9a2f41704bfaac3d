package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Policies that must be present and ready.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PoliciesSpec(@Nullable Integer minCount, List<NamedRequirement> requiredPolicies) {
    public PoliciesSpec {
        requiredPolicies = requiredPolicies == null ? List.of() : List.copyOf(requiredPolicies);
    }
}
