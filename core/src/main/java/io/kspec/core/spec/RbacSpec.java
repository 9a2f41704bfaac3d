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

        @JsonPropertyDescription(
                "No role may name * as API group, resource or verb, except those that Kubernetes brings. "
                        + "Unset means false.")
        @Nullable
        Boolean disallowWildcards,

        @JsonPropertyDescription("Nobody may hold the verbs escalate, bind or impersonate, by which rights are gained, "
                + "except through roles that Kubernetes brings. Unset means false.")
        @Nullable
        Boolean disallowEscalation,

        @JsonPropertyDescription("No group that holds every user or every service account may read secrets; who else "
                + "may is listed for a person to look at. Unset means false.")
        @Nullable
        Boolean disallowBroadSecretAccess,

        @JsonPropertyDescription(
                "No group that holds every user or every service account may create pods or workloads; "
                        + "who else may is listed for a person to look at. Unset means false.")
        @Nullable
        Boolean disallowBroadPodCreation,

        @JsonPropertyDescription("Nothing may be bound to users without credentials, except what Kubernetes shows to "
                + "everybody. Unset means false.")
        @Nullable
        Boolean disallowAnonymousAccess,

        @JsonPropertyDescription(
                "Nobody may create persistent volumes, reach nodes/proxy, approve certificate requests, "
                        + "change webhook configurations or create service account tokens, except through roles that "
                        + "Kubernetes brings. Unset means false.")
        @Nullable
        Boolean disallowSensitiveGrants,

        @JsonPropertyDescription(
                "Grants that some role must give, to somebody; a role that gives everything does not " + "count.")
        @Size(max = 100)
        List<RbacRule> minimumRules,

        @JsonPropertyDescription("Grants that no role may give, except those that Kubernetes brings. A wildcard of a "
                + "role gives everything; * here means the wildcard itself.")
        @Size(max = 100)
        List<RbacRule> forbiddenRules) {
    public RbacSpec {
        minimumRules = minimumRules == null ? List.of() : List.copyOf(minimumRules);
        forbiddenRules = forbiddenRules == null ? List.of() : List.copyOf(forbiddenRules);
    }
}
