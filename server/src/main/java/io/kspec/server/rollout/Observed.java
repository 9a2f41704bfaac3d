package io.kspec.server.rollout;

import io.kspec.server.rollout.RolloutStore.Outcome;
import jakarta.inject.Singleton;

/// What others see of rollouts from outside.
@Singleton
record Observed(RolloutMetrics metrics, RolloutSpans spans) {
    /// Call it after the transaction was committed.
    void tell(Outcome outcome) {
        metrics.count(outcome);
        spans.tell(outcome);
    }
}
