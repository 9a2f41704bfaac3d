package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Rollout;
import org.jooq.DSLContext;

/// Tells people about a rollout; sent when the transaction is committed.
@FunctionalInterface
public interface Announcements {
    /// Leaves a message with the transaction.
    ///
    /// @param subject in CamelCase, such as `RollbackStarted`
    /// @param message a sentence without secrets
    void tell(DSLContext transaction, Rollout rollout, String subject, String message);
}
