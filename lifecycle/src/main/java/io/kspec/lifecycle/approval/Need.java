package io.kspec.lifecycle.approval;

import io.kspec.lifecycle.strategy.Environment;
import java.util.List;

/// A consent that a rollout needs.
///
/// @param approval its kind
/// @param environment whose owner is asked; the highest among the targets
/// @param quorum how many different people must consent, at least 1
/// @param reason why it is needed, as a sentence
public record Need(ApprovalKind approval, Environment environment, int quorum, String reason) {
    /// The facts that decide what is needed.
    ///
    /// @param environments of every target
    /// @param versionChanges whether a Production target has another version today
    /// @param breaking whether a CRD changes in a breaking way
    /// @param dataLoss whether custom resources could be lost
    /// @param requested whether the requester asked for a consent
    public record Facts(
            List<Environment> environments,
            boolean versionChanges,
            boolean breaking,
            boolean dataLoss,
            boolean requested) {
        public Facts {
            environments = List.copyOf(environments);
        }
    }
}
