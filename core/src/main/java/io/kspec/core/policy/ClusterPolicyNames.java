package io.kspec.core.policy;

import io.kspec.core.rule.RuleId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Names of ClusterPolicies. Where a rule demands what a policy of the older program demanded, its name stays, so
/// that exceptions and dashboards that name it go on working; any other rule lends its own.
final class ClusterPolicyNames {
    /// @param rule of the rule for pods
    record Name(String policy, String rule) {}

    private static final Name NON_ROOT = new Name("require-run-as-non-root", "check-runAsNonRoot");
    private static final Name ESCALATION =
            new Name("disallow-privilege-escalation", "check-allow-privilege-escalation");
    private static final Name LIMITS = new Name("require-resource-limits", "check-resource-limits");
    private static final Name PRIVILEGED = new Name("disallow-privileged", "check-privileged");
    private static final Map<String, Name> OLDER = Map.ofEntries(
            Map.entry("containers-run-as-non-root", NON_ROOT),
            Map.entry("container-field-is-set[securityContext.runAsNonRoot]", NON_ROOT),
            Map.entry("privilege-escalation-is-forbidden", ESCALATION),
            Map.entry("container-field-is-set[securityContext.allowPrivilegeEscalation]", ESCALATION),
            Map.entry("containers-limit-resources", LIMITS),
            Map.entry("container-field-is-set[resources.limits.memory]", LIMITS),
            Map.entry("containers-are-unprivileged", PRIVILEGED),
            Map.entry("container-field-is-avoided[securityContext.privileged]", PRIVILEGED),
            Map.entry("host-namespaces-are-not-shared", new Name("disallow-host-namespaces", "check-host-namespaces")),
            Map.entry("images-are-named-by-digest", new Name("require-image-digests", "check-image-digest")),
            Map.entry("images-avoid-blocked-registries", new Name("block-image-registries", "block-registries")));

    private final String specification;
    private final Set<String> taken;
    private final Set<String> given = new HashSet<>();

    ClusterPolicyNames(String specification, Set<String> taken) {
        this.specification = specification;
        this.taken = taken;
    }

    /// A name that no earlier rule was given. One that somebody else holds gets the specification's behind it.
    Name of(RuleId rule) {
        Name own = new Name(PolicyNames.own(rule), PolicyNames.own(rule));
        Name wished = OLDER.getOrDefault(rule.toString(), own);
        Name name = given.add(wished.policy()) ? wished : own;
        given.add(name.policy());
        return taken.contains(name.policy())
                ? new Name(PolicyNames.ending(name.policy(), "-" + specification), name.rule())
                : name;
    }
}
