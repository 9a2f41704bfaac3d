package io.kspec.operator.admission;

import io.kspec.core.breaker.BreakerState;

/// Is told of every answer, for metrics and the audit log.
@FunctionalInterface
public interface AdmissionWatcher {
    /// Hears nothing.
    AdmissionWatcher NOBODY = _ -> {};

    /// Called on the thread that answered, after deciding and before the answer leaves: it must neither wait nor
    /// throw.
    void answered(Answered answered);

    /// The breaker of a specification changed. Must neither wait nor throw.
    default void breakerChanged(String specification, BreakerState before, BreakerState after) {}
}
