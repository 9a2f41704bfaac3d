package io.kspec.operator.specification;

import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.admission.KyvernoIsPresent;
import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.rulebook.Staging;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.NativePolicyAction;
import io.kspec.operator.guard.GuardState.Count;
import io.kspec.operator.guard.GuardState.InForce;
import io.kspec.operator.guard.Kyverno;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The condition PolicyEnforced: what is in force by what was read back, with which action, and by whom. Pure.
final class PolicyEnforced {
    private final Facts facts;
    private final Rulebook rulebook;
    private final InForce guards;
    private final Instant now;

    private PolicyEnforced(Facts facts, Rulebook rulebook, Instant now) {
        this.facts = facts;
        this.rulebook = rulebook;
        this.guards = facts.guards();
        this.now = now;
    }

    record Answer(String status, String reason, String message) {}

    static Answer of(Facts facts, Instant now) {
        return facts.rulebook()
                .map(rulebook -> new PolicyEnforced(facts, rulebook, now).answer())
                .orElseGet(() -> new Answer("Unknown", "ReadFailed", "the specification is not valid"));
    }

    private Answer answer() {
        Enforcement strictest = rulebook.enforcementAt(now);
        if (strictest.mode() == Mode.MONITOR) {
            return no(
                    "MonitorMode",
                    rulebook.enforcement().mode() == Mode.MONITOR
                            ? "mode is monitor: violations are recorded only"
                            : "not active now (spec.timeBasedActivation): violations are recorded only");
        }
        if (!guards.conflicts().isEmpty()) {
            return no(
                    "PolicyConflict",
                    "the name belongs to somebody else's object: %s".formatted(String.join(", ", guards.conflicts())));
        }
        if (guards.nativesServed()
                && guards.natives().wanted() + guards.kyverno().wanted() == 0
                && asksForPolicies(strictest)) {
            return no("PoliciesNotReady", "no policy has been looked at yet");
        }
        if (!guards.natives().complete()
                || (!guards.kyverno().complete() && guards.natives().wanted() == 0)) {
            return no("PoliciesNotReady", missing());
        }
        return requiresKyverno() && !(facts.kyverno() instanceof Kyverno.Served)
                ? no("KyvernoNotInstalled", "admission.requireKyverno is set; meanwhile " + inForce(strictest))
                : yes(strictest);
    }

    private Answer yes(Enforcement strictest) {
        if (guards.policies() == 0 && !(strictest.webhook() && facts.registered())) {
            return no("PoliciesNotReady", "neither a policy nor the admission webhook is in force");
        }
        String reason = guards.kyverno().standing() > 0 && guards.kyverno().complete()
                ? "KyvernoPoliciesDeployed"
                : guards.natives().standing() > 0 ? "NativePoliciesDeployed" : "WebhookOnly";
        return new Answer("True", reason, inForce(strictest));
    }

    private String missing() {
        String open = guards.pending().isEmpty() ? "" : " (not: %s)".formatted(String.join(", ", guards.pending()));
        return "%d of %d policies stand as intended%s; %s"
                .formatted(
                        guards.policies(),
                        guards.natives().wanted() + guards.kyverno().wanted(),
                        open,
                        facts.kyverno().clause());
    }

    /// `4 policies enforced (native; they refuse in canary namespaces)`, and what else is to be said.
    private String inForce(Enforcement strictest) {
        var parts = new ArrayList<String>();
        count(guards.kyverno(), "Kyverno", refusing(strictest.mode() == Mode.ENFORCE), parts);
        count(guards.natives(), "native", refusing(strictest.nativePolicies() == NativePolicyAction.DENY), parts);
        if (parts.isEmpty()) {
            parts.add("the admission webhook enforces; no policy is generated");
        }
        if (!guards.nativesServed()) {
            parts.add("this API server has no ValidatingAdmissionPolicy");
        }
        stage().forEach(parts::add);
        parts.add(facts.kyverno().clause());
        return String.join("; ", parts);
    }

    private static void count(Count count, String kind, String action, List<String> parts) {
        if (count.standing() > 0) {
            parts.add("%d policies enforced (%s; %s)".formatted(count.standing(), kind, action));
        }
    }

    private String refusing(boolean refuse) {
        if (!refuse) {
            return rulebook.enforcement().webhook() ? "they audit beside the admission webhook" : "they audit";
        }
        return rulebook.enforcement().staging().at(now) instanceof Staging.Stage.Canaries
                ? "they refuse in canary namespaces"
                : "they refuse";
    }

    private List<String> stage() {
        Staging staging = rulebook.enforcement().staging();
        boolean waits = !(staging.at(now) instanceof Staging.Stage.Everywhere)
                && rulebook.enforcement().mode() == Mode.ENFORCE;
        return waits
                ? List.of(staging.from()
                        .map("staged until %s"::formatted)
                        .orElse("staged until canaryNamespaces is removed or enforceFrom is set"))
                : List.of();
    }

    private boolean asksForPolicies(Enforcement strictest) {
        return strictest.nativePolicies() != NativePolicyAction.OFF
                && rulebook.workloadRules().stream()
                        .anyMatch(rule -> rule.cel() instanceof CelForm.Expressed
                                && strictest.of(rule.id()).mode() != Mode.MONITOR);
    }

    private boolean requiresKyverno() {
        return rulebook.clusterRules().stream().anyMatch(KyvernoIsPresent.class::isInstance);
    }

    private static Answer no(String reason, String message) {
        return new Answer("False", reason, message);
    }
}
