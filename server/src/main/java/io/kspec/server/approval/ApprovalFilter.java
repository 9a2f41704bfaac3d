package io.kspec.server.approval;

import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.approval.ApprovalState;
import io.kspec.lifecycle.strategy.Environment;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Which requests are asked for; what is empty does not narrow.
record ApprovalFilter(
        ApprovalState state,
        Optional<ApprovalKind> kind,
        Optional<Environment> environment,
        Optional<UUID> deployment,
        View view) {

    /// What somebody may see.
    sealed interface View {
        /// Everything.
        record All() implements View {}

        /// What they asked for, and what is about these environments.
        record Some(String requester, Set<Environment> environments) implements View {
            public Some {
                environments = Set.copyOf(environments);
            }
        }
    }
}
