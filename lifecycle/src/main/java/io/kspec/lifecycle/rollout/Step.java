package io.kspec.lifecycle.rollout;

import java.util.Optional;

/// What is next for a cluster of a rollout: forward, with a second colour, and back.
public enum Step {
    /// Its turn has not come.
    WAIT,
    /// Health before anything is touched.
    BASELINE,
    /// Custom resources are exported.
    EXPORT,
    /// CRDs are applied.
    CRDS,
    /// The release is installed or upgraded.
    INSTALL,
    /// Health is checked until the gate's count is full.
    CHECK,
    /// Custom resources are compared with the export.
    VERIFY,
    /// Waits until every cluster of its wave has come as far.
    GATE,
    /// Traffic moves to the new colour.
    SWITCH,
    /// The old colour goes to no replicas.
    SCALE_DOWN,
    /// Health is checked after traffic moved.
    CHECK_SWITCHED,
    /// Custom resources are compared once more after traffic moved.
    VERIFY_SWITCHED,
    /// Waits until every cluster has been watched after the switch.
    GATE_SWITCHED,
    /// The new colour is removed because the rollout was cancelled before traffic moved.
    WITHDRAW,
    /// Back: its turn has not come.
    BACK_WAIT,
    /// Back: a release that was left in the middle is made usable again.
    RECOVER,
    /// Back: the previous version is on record again.
    RESTORE_RECORD,
    /// Back: whether the old definitions can hold today's objects.
    JUDGE_BACK,
    /// Back: custom resources are exported again, with those made since.
    EXPORT_BACK,
    /// Back: the old colour gets its replicas again.
    SCALE_UP,
    /// Back: traffic moves to the old colour.
    SWITCH_BACK,
    /// Back: the previous release, or none when there was none.
    REDEPLOY,
    /// Back: health after the settling time.
    CHECK_BACK,
    /// Back: custom resources are compared with the second export.
    VERIFY_BACK,
    /// Back: the new colour is removed.
    REMOVE_NEW,
    /// Nothing is left to do.
    DONE;

    /// Which of the six steps of a rollback the API shows for this one; empty on the way forward.
    public Optional<RollbackStep> rollbackStep() {
        return switch (this) {
            case BACK_WAIT, RECOVER -> Optional.of(RollbackStep.PAUSE);
            case RESTORE_RECORD -> Optional.of(RollbackStep.RESTORE_RECORD);
            case JUDGE_BACK -> Optional.of(RollbackStep.JUDGE_CRDS);
            case EXPORT_BACK, SCALE_UP, SWITCH_BACK, REDEPLOY -> Optional.of(RollbackStep.REDEPLOY);
            case CHECK_BACK, VERIFY_BACK, REMOVE_NEW -> Optional.of(RollbackStep.VALIDATE);
            case DONE -> Optional.of(RollbackStep.RESUME);
            case WAIT,
                    BASELINE,
                    EXPORT,
                    CRDS,
                    INSTALL,
                    CHECK,
                    VERIFY,
                    GATE,
                    SWITCH,
                    SCALE_DOWN,
                    CHECK_SWITCHED,
                    VERIFY_SWITCHED,
                    GATE_SWITCHED,
                    WITHDRAW -> Optional.empty();
        };
    }

    /// The six steps of a rollback as people know them.
    public enum RollbackStep {
        /// No other rollout of the operator may touch the cluster.
        PAUSE,
        /// The previous version is on record again.
        RESTORE_RECORD,
        /// CRDs are judged backwards.
        JUDGE_CRDS,
        /// The previous chart with its previous values.
        REDEPLOY,
        /// Health and custom resources are looked at.
        VALIDATE,
        /// Others may touch the cluster again.
        RESUME
    }
}
