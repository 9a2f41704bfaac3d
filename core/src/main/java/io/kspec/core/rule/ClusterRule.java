package io.kspec.core.rule;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.verdict.Verdict;
import java.util.Set;

/// Judges a cluster as it was read. A gap in what the rule reads is never a pass: a violation found elsewhere still
/// fails, otherwise the verdict is NotEvaluated.
public non-sealed interface ClusterRule extends Rule {
    /// What must be listed before this rule can judge.
    Set<Resource> reads();

    Verdict judge(ClusterView cluster);
}
