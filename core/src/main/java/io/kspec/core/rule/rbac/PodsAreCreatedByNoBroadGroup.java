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

/// No group that everybody, or every program, belongs to may create pods.
///
/// **Reads** Roles, ClusterRoles and their bindings: `create` on pods and on the kinds that make pods. Broad are
/// `system:authenticated`, `system:unauthenticated`, `system:serviceaccounts` and `system:anonymous`; the control
/// plane is left out. **Answers** Pass when nobody may; Fail with one violation per broad group; Manual with the
/// names of the others, whose need only a person can judge; NotEvaluated when no broad group was found and
/// something could not be read. Never throws. **Cost** O(rules of roles × bindings); safe for use by many threads.
/// **Source** `spec.rbac.disallowBroadPodCreation`; CIS Kubernetes Benchmark 1.12, 5.1.4.
public final class PodsAreCreatedByNoBroadGroup implements ClusterRule {
    private static final RuleCard CARD = Rbac.card(
            "rbac-pod-creation",
            Severity.HIGH,
            "No broad group may create pods",
            "Who creates a pod can run it as any account of the namespace and read what that account may.",
            "Bind a narrower subject, in the namespaces where it works.",
            Controls.cis("5.1.4"));
    public static final RuleKind KIND = new RuleKind(
            "pods-are-created-by-no-broad-group",
            CARD,
            "rbac.disallowBroadPodCreation",
            PodsAreCreatedByNoBroadGroup::demandedBy);

    public static Stream<PodsAreCreatedByNoBroadGroup> demandedBy(ClusterSpec spec) {
        return Rbac.asked(spec, RbacSpec::disallowBroadPodCreation).map(_ -> new PodsAreCreatedByNoBroadGroup());
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
        return BroadGroups.judge(
                this, cluster, PodsAreCreatedByNoBroadGroup::isMeant, "create pods or what makes them");
    }

    @Override
    public String headline(List<Violation> violations) {
        return Holding.headline(violations, "create pods");
    }

    private static boolean isMeant(PolicyRule rule) {
        return rule.gives("", "pods", "create")
                || Stream.of("deployments", "statefulsets", "daemonsets", "replicasets")
                        .anyMatch(resource -> rule.gives("apps", resource, "create"))
                || Stream.of("jobs", "cronjobs").anyMatch(resource -> rule.gives("batch", resource, "create"));
    }
}
