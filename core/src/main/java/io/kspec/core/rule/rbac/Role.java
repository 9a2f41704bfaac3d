package io.kspec.core.rule.rbac;

import io.kspec.core.verdict.SubjectRef;
import java.util.List;
import java.util.Set;

/// A Role or ClusterRole with all that it gives.
///
/// @param builtIn whether Kubernetes brings it and keeps it as it is
/// @param rules what it gives, aggregated roles included
/// @param added those of them that come from roles which Kubernetes does not bring
record Role(SubjectRef ref, boolean builtIn, List<PolicyRule> rules, List<PolicyRule> added) {
    /// The roles that Kubernetes means for people.
    private static final Set<String> FOR_PEOPLE = Set.of("cluster-admin", "admin", "edit", "view");

    Role {
        rules = List.copyOf(rules);
        added = List.copyOf(added);
    }

    /// What a holder of this role is asked about. The built-in roles for people are known to whoever binds them; the
    /// built-in roles of controllers are for nobody else.
    List<PolicyRule> questionable() {
        return builtIn && FOR_PEOPLE.contains(ref.name()) ? added : rules;
    }

    static boolean isNameOfBuiltIn(String name) {
        return name.startsWith("system:") || FOR_PEOPLE.contains(name);
    }
}
