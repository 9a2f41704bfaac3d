package io.kspec.lifecycle.rollout;

/// What moves a rollout or a cluster from one state to another.
public enum Trigger {
    /// The request was accepted.
    SUBMITTED,
    /// Everything that must be settled before the start is.
    PLAN_SETTLED,
    /// A check before the start refused it.
    PLAN_REFUSED,
    /// A consent was refused.
    APPROVAL_REJECTED,
    /// A consent was not given in time.
    APPROVAL_EXPIRED,
    /// A person cancelled it, and what ran has finished.
    CANCELLED,
    /// Its turn came.
    STARTED,
    /// All clusters of the wave, or the cluster, are installed.
    INSTALLED,
    /// The gate passed and there are more waves.
    GATE_PASSED,
    /// The gate passed and there are no more waves.
    FINISHED,
    /// An installation, or a step towards it, failed.
    OPERATION_FAILED,
    /// The gate failed, a container crash-loops, checks failed three times running, or custom resources were lost.
    HEALTH_FAILED,
    /// A person asked to go back.
    ROLLBACK_REQUESTED,
    /// Another cluster's failure takes this one back too.
    ROLLBACK_STARTED,
    /// Everything is as it was before.
    RESTORED,
    /// The rollout ended before its time; one check stands for the cluster's gate.
    CUT_SHORT,
    /// Something could not be brought back.
    RESTORE_FAILED,
    /// A person asked to try again.
    RETRIED,
    /// The rollout ended before the cluster's turn.
    SKIPPED
}
