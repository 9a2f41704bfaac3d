package io.kspec.core.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.NativePolicyAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The ValidatingAdmissionPolicies that stand beside the webhook: what the API server refuses by itself, also while
/// kspec is away. Three per rule, for pods, for workloads that make pods, and for cron jobs.
public final class NativePolicies {
    private NativePolicies() {}

    /// What the enforcement of the rulebook asks for: nothing when native policies are off.
    ///
    /// @param exemptNamespaces namespaces that admission leaves alone, for example `kube-system`
    /// @param now the time at which they are to hold: outside the times of the specification there are none
    public static Generated of(Rulebook compiled, Set<String> exemptNamespaces, Instant now) {
        Rulebook rulebook = compiled.at(now);
        if (rulebook.enforcementAt(now).nativePolicies() == NativePolicyAction.OFF) {
            return Generated.NOTHING;
        }
        var objects = new ArrayList<ObjectNode>();
        var leftOut = new ArrayList<Left>();
        for (WorkloadRule rule : rulebook.workloadRules()) {
            Optional<Frame> frame = Frame.ofNative(rulebook, rule.id(), exemptNamespaces, now);
            if (frame.isEmpty()) {
                leftOut.add(Left.recordedOnly(rule.id()));
                continue;
            }
            switch (Clause.of(rule, rulebook.reach().exemptions().list(), now)) {
                case Clause.Reading.Said(Clause clause) ->
                    objects.addAll(AdmissionPolicies.of(clause, frame.get(), List.of(Shape.values())));
                case Clause.Reading.Unsaid(Left left) -> leftOut.add(left);
            }
        }
        return new Generated(objects, leftOut, List.of());
    }
}
