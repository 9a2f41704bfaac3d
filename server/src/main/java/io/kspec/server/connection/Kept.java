package io.kspec.server.connection;

import java.time.Instant;
import java.util.Optional;

/// What is stored of a credential that was proven.
public sealed interface Kept {
    /// A kubeconfig, to be sealed.
    ///
    /// @param kubeconfig what was used of it, and nothing else that stood there
    /// @param account  for which short-lived tokens are granted; empty when the kubeconfig itself is used from then
    ///     on
    record Own(String kubeconfig, Optional<Account> account, Optional<Instant> expiresAt) implements Kept {
        /// Without the kubeconfig.
        @Override
        public String toString() {
            return "Own[account=%s]".formatted(account);
        }
    }

    /// Only where it is: it is read whenever it is needed.
    record ByTarget(TargetReference target) implements Kept {}
}
