package io.kspec.server.rollout;

import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.rollout.Rollout;
import org.jooq.DSLContext;

/// Where a rollout asks people for their consent. Decisions come back through [Rollouts#leave].
public interface Consents {
    /// Asks for a consent to what `digest` stands for. Asked again for the same, nothing changes; an older digest's
    /// request is no longer asked.
    void ask(DSLContext transaction, Rollout rollout, ApprovalKind kind, String digest);

    /// Nothing that the rollout asked for is asked any more.
    void withdraw(DSLContext transaction, Rollout rollout, String reason);
}
