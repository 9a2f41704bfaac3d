package io.kspec.server.connection;

import io.kspec.server.secret.Sealed;
import java.time.Instant;
import java.util.Optional;

/// What is stored of a credential that was proven.
public sealed interface Kept {
    /// A kubeconfig, sealed for its cluster.
    ///
    /// @param sealed  what was used of it, and nothing else that stood there
    /// @param account for which short-lived tokens are granted; empty when the kubeconfig itself is used from then
    ///     on
    record Own(Sealed sealed, Optional<Account> account, Optional<Instant> expiresAt) implements Kept {}

    /// Only where it is: it is read whenever it is needed.
    record ByTarget(TargetReference target) implements Kept {}
}
