package io.kspec.lifecycle.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What Failed means for a rollout.
public enum FailureMeaning {
    /// A check before the start refused it; nothing was changed.
    @JsonProperty("PlanningRefused")
    PLANNING_REFUSED,
    /// Something failed and rollback was switched off, or covers only the cluster that failed; the rest stays.
    @JsonProperty("RollbackOff")
    ROLLBACK_OFF,
    /// Something failed, and at least one cluster could not be brought back; the record names it.
    @JsonProperty("RollbackUnfinished")
    ROLLBACK_UNFINISHED
}
