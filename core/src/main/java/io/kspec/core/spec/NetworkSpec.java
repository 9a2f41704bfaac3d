package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every namespace must have of network policies, and which Services are allowed.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NetworkSpec(
        @JsonPropertyDescription("Every namespace must have a NetworkPolicy. Unset means false.") @Nullable
        Boolean requireNetworkPolicies,

        @JsonPropertyDescription("Every namespace must have a NetworkPolicy that denies all incoming traffic by "
                + "default. Unset means false.")
        @Nullable
        Boolean defaultDenyIngress,

        @JsonPropertyDescription("Every namespace must have a NetworkPolicy that denies all outgoing traffic by "
                + "default. Unset means false.")
        @Nullable
        Boolean defaultDenyEgress,

        @JsonPropertyDescription("Deprecated: true means both defaultDenyIngress and defaultDenyEgress.") @Nullable
        Boolean defaultDeny,

        @JsonPropertyDescription("NetworkPolicies that every namespace must have, by name.") @Size(max = 100)
        List<NamedRequirement> requiredPolicies,

        @JsonPropertyDescription("Types that Services may have. Empty means any.") @Size(max = 4)
        List<@Pattern("^(ClusterIP|NodePort|LoadBalancer|ExternalName)$") @Size(max = 16) String> allowedServiceTypes,

        @JsonPropertyDescription("Ports that no Service may open.") @Size(max = 500)
        List<@Min(1) @Max(65535) Integer> disallowedPorts) {
    public NetworkSpec {
        requiredPolicies = requiredPolicies == null ? List.of() : List.copyOf(requiredPolicies);
        allowedServiceTypes = allowedServiceTypes == null ? List.of() : List.copyOf(allowedServiceTypes);
        disallowedPorts = disallowedPorts == null ? List.of() : List.copyOf(disallowedPorts);
    }
}
