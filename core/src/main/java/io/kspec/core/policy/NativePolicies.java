package io.kspec.core.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.rulebook.Rulebook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The ValidatingAdmissionPolicies that stand beside the webhook: what the API server refuses by itself, also while
/// kspec is away. For pods only, which is where a refusal protects; templates are left to the webhook's warnings.
public final class NativePolicies {
    private NativePolicies() {}

    /// What the enforcement of the rulebook asks for: nothing when native policies are off.
    ///
    /// @param exemptNamespaces namespaces that admission leaves alone, for example `kube-system`
    /// @param now the time at which they are to hold: outside the times of the specification there are none
    public static Generated of(Rulebook rulebook, Set<String> exemptNamespaces, Instant now) {
        Enforcement enforcement = rulebook.enforcementAt(now);
        return switch (enforcement.nativePolicies()) {
            case OFF -> Generated.NOTHING;
            case AUDIT -> of(rulebook, frame(rulebook, PolicyAction.AUDIT, exemptNamespaces), now);
            case DENY -> of(rulebook, frame(rulebook, PolicyAction.DENY, exemptNamespaces), now);
        };
    }

    private static Generated of(Rulebook rulebook, Frame frame, Instant now) {
        var objects = new ArrayList<ObjectNode>();
        var leftOut = new ArrayList<Left>();
        rulebook.workloadRules().forEach(rule -> {
            switch (Clause.of(rule, rulebook.reach().exemptions().list(), now)) {
                case Clause.Reading.Said(Clause clause) ->
                    objects.addAll(AdmissionPolicies.of(clause, frame, List.of(Shape.PODS)));
                case Clause.Reading.Unsaid(Left left) -> leftOut.add(left);
            }
        });
        return new Generated(objects, leftOut, List.of());
    }

    private static Frame frame(Rulebook rulebook, PolicyAction action, Set<String> exemptNamespaces) {
        return new Frame(
                rulebook.specification(),
                rulebook.enforcement().mode(),
                action,
                action,
                rulebook.reach().scope(),
                exemptNamespaces);
    }
}
