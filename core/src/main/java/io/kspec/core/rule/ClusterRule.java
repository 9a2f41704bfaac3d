package io.kspec.core.rule;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.failure.Failure;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Set;

/// Judges a cluster as it was read. A gap in what the rule reads is never a pass: a violation found elsewhere still
/// fails, otherwise the verdict is NotEvaluated. Nor is a gap a fail: what could not be read is not missing.
public non-sealed interface ClusterRule extends Rule {
    /// What must be listed before this rule can judge.
    Set<Resource> reads();

    Verdict judge(ClusterView cluster);

    /// Why not all that this rule reads could be read, in the order of the resources; empty when all could.
    default List<Failure> gaps(ClusterView cluster) {
        return reads().stream()
                .sorted()
                .flatMap(resource -> cluster.list(resource).gaps().stream())
                .toList();
    }

    /// Fail when something offends; otherwise a pass, unless there are gaps.
    default Verdict verdict(ClusterView cluster, List<Violation> violations, String note) {
        if (!violations.isEmpty()) {
            return new Verdict.Fail(violations);
        }
        return gaps(cluster).stream()
                .findFirst()
                .<Verdict>map(Verdict.NotEvaluated::new)
                .orElseGet(() -> new Verdict.Pass(note));
    }
}
