package io.kspec.core.rule;

import io.kspec.core.fix.Fix;
import io.kspec.core.scope.Scope;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;
import java.util.function.LongSupplier;

/// Judges one pod, wherever it hangs: Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob.
public non-sealed interface WorkloadRule extends Rule {
    Verdict judge(Workload workload);

    /// The namespaces in which the rule is asked, inside those of its specification; where it is not, it passes.
    default Scope scope() {
        return Scope.EVERYWHERE;
    }

    /// Whether it may read what no other rule reads: `metadata.managedFields`, of a pod's status more than its phase,
    /// or what the volume with a pod's token is called. In doubt it may.
    default boolean readsBeyondTheEssence() {
        return false;
    }

    /// The same rule with a deadline for every judgement, where judging takes time that users decide on.
    ///
    /// @param nanoseconds a clock that only goes forward
    default WorkloadRule timedBy(LongSupplier nanoseconds) {
        return this;
    }

    /// The same demand as the API server can evaluate it.
    CelForm cel();

    /// Whether [#fix] knows a safe way for some workload.
    default boolean mends() {
        return false;
    }

    /// What would make a workload right that fails; by hand unless the rule knows one safe way.
    default Fix fix(Workload workload) {
        return new Fix.ByHand(card().fix());
    }
}
