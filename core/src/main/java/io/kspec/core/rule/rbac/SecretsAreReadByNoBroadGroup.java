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

/// No group that everybody, or every program, belongs to may read secrets.
///
/// **Reads** Roles, ClusterRoles and their bindings: `get`, `list` or `watch` on secrets. Broad are
/// `system:authenticated`, `system:unauthenticated`, `system:serviceaccounts` and `system:anonymous`; the control
/// plane is left out. **Answers** Pass when nobody may; Fail with one violation per broad group; Manual with the
/// names of the others, whose need only a person can judge; NotEvaluated when no broad group was found and
/// something could not be read. Never throws. **Cost** O(rules of roles × bindings); safe for use by many threads.
/// **Source** `spec.rbac.disallowBroadSecretAccess`; CIS Kubernetes Benchmark 1.12, 5.1.2.
public final class SecretsAreReadByNoBroadGroup implements ClusterRule {
    private static final RuleCard CARD = Rbac.card(
            "rbac-secret-access",
            Severity.HIGH,
            "No broad group may read secrets",
            "A group that everybody belongs to makes every credential of the cluster common property.",
            "Bind a narrower subject, and name the secrets that it needs.",
            Controls.cis("5.1.2"));
    public static final RuleKind KIND = new RuleKind(
            "secrets-are-read-by-no-broad-group",
            CARD,
            "rbac.disallowBroadSecretAccess",
            SecretsAreReadByNoBroadGroup::demandedBy);

    public static Stream<SecretsAreReadByNoBroadGroup> demandedBy(ClusterSpec spec) {
        return Rbac.asked(spec, RbacSpec::disallowBroadSecretAccess).map(_ -> new SecretsAreReadByNoBroadGroup());
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
        return BroadGroups.judge(this, cluster, SecretsAreReadByNoBroadGroup::isMeant, "read secrets");
    }

    @Override
    public String headline(List<Violation> violations) {
        return Holding.headline(violations, "read secrets");
    }

    private static boolean isMeant(PolicyRule rule) {
        return Stream.of("get", "list", "watch").anyMatch(verb -> rule.gives("", "secrets", verb));
    }
}
