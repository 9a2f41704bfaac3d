package io.kspec.core.rule.rbac;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.RbacSpec;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Nobody holds a verb by which rights are gained: `escalate`, `bind` or `impersonate`.
///
/// **Reads** Roles, ClusterRoles and their bindings: `escalate` and `bind` on roles, `impersonate` on users, groups
/// and service accounts. Left out are the control plane itself, and what the built-in roles for people give by
/// themselves. **Answers** Pass; Fail with one violation per subject in the order of the bindings; NotEvaluated
/// when there is none and something could not be read. Never throws. **Cost** O(rules of roles × bindings); safe
/// for use by many threads. **Source** `spec.rbac.disallowEscalation`; CIS Kubernetes Benchmark 1.12, 5.1.8.
public final class EscalationIsHeldByNobody implements ClusterRule {
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final RuleCard CARD = Rbac.card(
            "rbac-escalation",
            Severity.HIGH,
            "Nobody holds escalate, bind or impersonate",
            "With these verbs a subject gives itself every other right, or acts as somebody who has it.",
            "Take the verbs out of the role, or remove the subject from the binding.",
            Controls.full(Controls.cis("5.1.8")));
    public static final RuleKind KIND = new RuleKind(
            "escalation-is-held-by-nobody", CARD, "rbac.disallowEscalation", EscalationIsHeldByNobody::demandedBy);

    public static Stream<EscalationIsHeldByNobody> demandedBy(ClusterSpec spec) {
        return Rbac.asked(spec, RbacSpec::disallowEscalation).map(_ -> new EscalationIsHeldByNobody());
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return Roles.READS;
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        List<Violation> violations = Holding.of(cluster)
                .filter(holding -> !holding.ofTheControlPlane())
                .filter(holding -> holding.role().questionable().stream().anyMatch(EscalationIsHeldByNobody::escalates))
                .map(holding -> holding.violation(
                        "bound to a role without escalate, bind and impersonate; %s gives one of them"
                                .formatted(holding.role().ref().display()),
                        CARD.fix()))
                .toList();
        return verdict(cluster, violations, "");
    }

    @Override
    public String headline(List<Violation> violations) {
        return Holding.headline(violations, "gain rights (escalate, bind or impersonate)");
    }

    private static boolean escalates(PolicyRule rule) {
        return Stream.of("escalate", "bind")
                        .anyMatch(verb -> rule.gives(RBAC, "roles", verb) || rule.gives(RBAC, "clusterroles", verb))
                || Stream.of("users", "groups", "serviceaccounts")
                        .anyMatch(resource -> rule.gives("", resource, "impersonate"));
    }
}
