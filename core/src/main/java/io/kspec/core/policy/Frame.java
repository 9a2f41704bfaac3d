package io.kspec.core.policy;

import io.kspec.core.rule.RuleId;
import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.rulebook.Staging.Stage;
import io.kspec.core.scope.Scope;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.NativePolicyAction;
import io.kspec.core.spec.TemplateAction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the policies of one rule share.
///
/// @param mode as the label says it
/// @param holds the first one in the whole scope; while the rule is staged a second one in canary namespaces, where
///     both hold and the stricter decides
/// @param exemptNamespaces names of namespaces that policies leave alone
record Frame(String specification, Mode mode, List<Hold> holds, Set<String> exemptNamespaces) {
    private static final String CANARY = "-canary";

    Frame {
        holds = List.copyOf(holds);
    }

    /// What a mode comes to: templates are denied by choice only, as at admission. Empty for monitor, which writes
    /// no policies.
    static Optional<Frame> of(Rulebook rulebook, RuleId rule, Terms terms) {
        Mode own = rulebook.enforcement().ruleModes().of(rule);
        Mode mode = own.compareTo(terms.mode()) < 0 ? own : terms.mode();
        return mode == Mode.MONITOR
                ? Optional.empty()
                : Optional.of(new Frame(
                        rulebook.specification(),
                        mode,
                        holds(rulebook, mode == Mode.ENFORCE, terms.now()),
                        terms.exemptNamespaces()));
    }

    /// What native policies of a rule do beside the webhook, which may be to audit what the webhook refuses.
    static Optional<Frame> ofNative(Rulebook rulebook, RuleId rule, Set<String> exemptNamespaces, Instant now) {
        Enforcement strictest = rulebook.enforcementAt(now).of(rule);
        return strictest.nativePolicies() == NativePolicyAction.OFF
                ? Optional.empty()
                : Optional.of(new Frame(
                        rulebook.specification(),
                        rulebook.enforcement().of(rule).mode(),
                        holds(rulebook, strictest.nativePolicies() == NativePolicyAction.DENY, now),
                        exemptNamespaces));
    }

    /// Whether any of the holds refuses objects of a shape.
    String failurePolicy(Shape shape) {
        return holds.stream()
                .map(hold -> hold.action(shape))
                .filter(PolicyAction.DENY::equals)
                .findFirst()
                .orElse(PolicyAction.AUDIT)
                .failurePolicy();
    }

    private static List<Hold> holds(Rulebook rulebook, boolean denying, Instant now) {
        Scope scope = rulebook.reach().scope();
        Hold auditing = new Hold("", PolicyAction.AUDIT, PolicyAction.AUDIT, scope);
        if (!denying) {
            return List.of(auditing);
        }
        return switch (rulebook.enforcement().staging().at(now)) {
            case Stage.Everywhere _ -> List.of(denying(rulebook, "", scope));
            case Stage.Nowhere _ -> List.of(auditing);
            case Stage.Canaries canary ->
                Stream.of(auditing, denying(rulebook, CANARY, scope.within(canary.selector())))
                        .toList();
        };
    }

    private static Hold denying(Rulebook rulebook, String suffix, Scope scope) {
        boolean denied = rulebook.enforcement().templates() == TemplateAction.DENY;
        return new Hold(suffix, PolicyAction.DENY, denied ? PolicyAction.DENY : PolicyAction.WARN, scope);
    }
}
