package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every namespace must have of network policies, and which Services are allowed.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NetworkSpec(
        @Nullable Boolean requireNetworkPolicies,
        @Nullable Boolean defaultDenyIngress,
        @Nullable Boolean defaultDenyEgress,
        @Nullable Boolean defaultDeny,
        List<NamedRequirement> requiredPolicies,
        List<String> allowedServiceTypes,
        List<Integer> disallowedPorts) {
    public NetworkSpec {
        requiredPolicies = requiredPolicies == null ? List.of() : List.copyOf(requiredPolicies);
        allowedServiceTypes = allowedServiceTypes == null ? List.of() : List.copyOf(allowedServiceTypes);
        disallowedPorts = disallowedPorts == null ? List.of() : List.copyOf(disallowedPorts);
    }
}
