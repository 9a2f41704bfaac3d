package io.kspec.core.rule.rbac;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.RbacSpec;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// No role names `*` as API group, resource or verb.
///
/// **Reads** Roles and ClusterRoles, those left out that Kubernetes brings. **Answers** Pass; Fail with one
/// violation per rule and field that holds a wildcard; NotEvaluated when none does and something could not be read.
/// Never throws. **Cost** O(rules of roles); safe for use by many threads. **Source**
/// `spec.rbac.disallowWildcards`; CIS Kubernetes Benchmark 1.12, 5.1.3.
public final class WildcardsAreUnused implements ClusterRule {
    private static final RuleCard CARD = Rbac.card(
            "rbac-wildcards",
            Severity.HIGH,
            "No role uses a wildcard",
            "A wildcard gives what is installed tomorrow as well, to everybody who holds the role today.",
            "Name the API groups, resources and verbs that the holders of the role need.",
            Controls.full(Controls.cis("5.1.3")));
    public static final RuleKind KIND =
            new RuleKind("wildcards-are-unused", CARD, "rbac.disallowWildcards", WildcardsAreUnused::demandedBy);

    public static Stream<WildcardsAreUnused> demandedBy(ClusterSpec spec) {
        return Rbac.asked(spec, RbacSpec::disallowWildcards).map(_ -> new WildcardsAreUnused());
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return Set.of(Resource.CLUSTER_ROLES, Resource.ROLES);
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        List<Violation> violations = Roles.of(cluster)
                .all()
                .filter(role -> !role.builtIn())
                .flatMap(role -> role.rules().stream().flatMap(rule -> wildcards(role.ref(), rule)))
                .toList();
        return verdict(cluster, violations, "");
    }

    @Override
    public String headline(List<Violation> violations) {
        List<String> roles = violations.stream()
                .map(violation -> violation.subject().display())
                .distinct()
                .toList();
        return "%s with a wildcard: %s"
                .formatted(Headlines.count(roles.size(), "role", "roles"), Headlines.names(roles));
    }

    private static Stream<Violation> wildcards(SubjectRef role, PolicyRule rule) {
        return Stream.of(
                        wildcard(role, rule.path().field("apiGroups"), rule.apiGroups()),
                        wildcard(role, rule.path().field("resources"), rule.resources()),
                        wildcard(role, rule.path().field("verbs"), rule.verbs()))
                .flatMap(found -> found);
    }

    private static Stream<Violation> wildcard(SubjectRef role, FieldPath path, List<String> values) {
        return values.stream()
                .filter(value -> value.equals(PolicyRule.ANY) || value.startsWith(PolicyRule.ANY + "/"))
                .map(value -> new Violation(role, path, value, "named one by one", CARD.fix()));
    }
}
