package io.kspec.core.rule;

import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;

/// Judges one pod, wherever it hangs: Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob.
public non-sealed interface WorkloadRule extends Rule {
    Verdict judge(Workload workload);

    /// The same demand as the API server can evaluate it.
    CelForm cel();
}
