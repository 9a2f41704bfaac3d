package io.kspec.core.policy;

import io.kspec.core.scope.Scope;

/// What becomes of objects that break a rule, in some namespaces.
///
/// @param suffix what tells the names of its objects from those of another hold; empty for the wider one
/// @param pods what becomes of a pod
/// @param templates what becomes of a workload whose pods would break the rule
/// @param scope the namespaces
record Hold(String suffix, PolicyAction pods, PolicyAction templates, Scope scope) {
    PolicyAction action(Shape shape) {
        return switch (shape) {
            case PODS -> pods;
            case TEMPLATES, CRON_JOBS -> templates;
        };
    }
}
