package io.kspec.core.policy;

import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scope.Scope;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.TemplateAction;
import java.util.Set;

/// What the policies of one specification share.
///
/// @param mode as the label says it
/// @param pods what becomes of a pod that breaks a rule
/// @param templates what becomes of a workload whose pods would
record Frame(
        String specification,
        Mode mode,
        PolicyAction pods,
        PolicyAction templates,
        Scope scope,
        Set<String> exemptNamespaces) {
    /// What a mode comes to: templates are denied by choice only, as at admission.
    static Frame of(Rulebook rulebook, Terms terms) {
        boolean enforce = terms.mode() == Mode.ENFORCE;
        return new Frame(
                rulebook.specification(),
                terms.mode(),
                enforce ? PolicyAction.DENY : PolicyAction.AUDIT,
                !enforce
                        ? PolicyAction.AUDIT
                        : rulebook.enforcement().templates() == TemplateAction.DENY
                                ? PolicyAction.DENY
                                : PolicyAction.WARN,
                rulebook.reach().scope(),
                terms.exemptNamespaces());
    }

    PolicyAction action(Shape shape) {
        return switch (shape) {
            case PODS -> pods;
            case TEMPLATES, CRON_JOBS -> templates;
        };
    }
}
