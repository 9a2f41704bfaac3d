package io.kspec.core.rule;

import io.kspec.core.fix.Fix;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;

/// Judges one pod, wherever it hangs: Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob.
public non-sealed interface WorkloadRule extends Rule {
    Verdict judge(Workload workload);

    /// The same demand as the API server can evaluate it.
    CelForm cel();

    /// What would make a workload right that fails; by hand unless the rule knows one safe way.
    default Fix fix(Workload workload) {
        return new Fix.ByHand(card().fix());
    }
}
