package io.kspec.core.rule.rbac;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Headlines;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.function.Predicate;

/// How the rules about who may do something common answer: broad groups fail, other holders are a person's to judge.
final class BroadGroups {
    private BroadGroups() {}

    /// @param may what the rule is about, after "may"
    static Verdict judge(ClusterRule rule, ClusterView cluster, Predicate<PolicyRule> meant, String may) {
        List<Holding> holders = Holding.of(cluster)
                .filter(holding -> !holding.ofTheControlPlane())
                .filter(holding -> holding.role().rules().stream().anyMatch(meant))
                .toList();
        List<Violation> broad = holders.stream()
                .filter(Holding::isBroad)
                .map(holding -> holding.violation(
                        "bound to a role that may not %s, unlike %s"
                                .formatted(may, holding.role().ref().display()),
                        rule.card().fix()))
                .toList();
        List<String> others = holders.stream().map(Holding::who).distinct().toList();
        return broad.isEmpty() && !others.isEmpty() && rule.gaps(cluster).isEmpty()
                ? new Verdict.Manual("%s may %s: does each of them need to? %s"
                        .formatted(Headlines.count(others.size(), "subject", "subjects"), may, Headlines.names(others)))
                : rule.verdict(cluster, broad, "");
    }
}
