package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What roles and bindings must and must not grant.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RbacSpec(
        @JsonPropertyDescription("The default service account of a namespace may not have its token mounted into pods. "
                + "Unset means false.")
        @Nullable
        Boolean disallowDefaultServiceAccountTokens,

        @JsonPropertyDescription(
                "No binding may grant cluster-admin, except those that Kubernetes brings. Unset means " + "false.")
        @Nullable
        Boolean disallowClusterAdminBindings,

        @JsonPropertyDescription("Grants that some role must give.") @Size(max = 100)
        List<RbacRule> minimumRules,

        @JsonPropertyDescription("Grants that no role may give.") @Size(max = 100)
        List<RbacRule> forbiddenRules) {
    public RbacSpec {
        minimumRules = minimumRules == null ? List.of() : List.copyOf(minimumRules);
        forbiddenRules = forbiddenRules == null ? List.of() : List.copyOf(forbiddenRules);
    }
}
