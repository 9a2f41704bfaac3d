package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What roles and bindings must and must not grant.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RbacSpec(
        @Nullable Boolean disallowDefaultServiceAccountTokens,
        @Nullable Boolean disallowClusterAdminBindings,
        List<RbacRule> minimumRules,
        List<RbacRule> forbiddenRules) {
    public RbacSpec {
        minimumRules = minimumRules == null ? List.of() : List.copyOf(minimumRules);
        forbiddenRules = forbiddenRules == null ? List.of() : List.copyOf(forbiddenRules);
    }
}
