package io.kspec.core.rule.admission;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The API server serves policy reports.
///
/// **Reads** the API groups that are served: one of `wgpolicyk8s.io`, `openreports.io` or `reports.kyverno.io`.
/// **Answers** Pass, Fail with one violation, or NotEvaluated when the groups could not be read. Never throws.
/// **Cost** O(1); safe for use by many threads.
/// **Source** `spec.admission.requirePolicyReports`.
public final class PolicyReportsAreServed implements ClusterRule {
    private static final RuleCard CARD = Guards.card(
            Severity.MEDIUM,
            "Policy reports are served",
            "Without reports nobody sees what the policies found.",
            "Install the PolicyReport or OpenReports CRDs, for example with Kyverno.");
    public static final RuleKind KIND = new RuleKind(
            "policy-reports-are-served", CARD, "admission.requirePolicyReports", PolicyReportsAreServed::demandedBy);
    private static final Set<String> GROUPS = Set.of("wgpolicyk8s.io", "openreports.io", "reports.kyverno.io");

    public static Stream<PolicyReportsAreServed> demandedBy(ClusterSpec spec) {
        return Stream.ofNullable(spec.admission())
                .filter(admission -> Boolean.TRUE.equals(admission.requirePolicyReports()))
                .map(_ -> new PolicyReportsAreServed());
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return Set.of();
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        return Guards.byGroups(
                cluster,
                groups -> Collections.disjoint(groups, GROUPS)
                        ? new Verdict.Fail(Guards.violation(
                                "apis",
                                "without policy reports",
                                "served with wgpolicyk8s.io, openreports.io or reports.kyverno.io",
                                CARD.fix()))
                        : Verdict.PASS);
    }

    @Override
    public String headline(List<Violation> violations) {
        return Guards.headline(violations);
    }
}
