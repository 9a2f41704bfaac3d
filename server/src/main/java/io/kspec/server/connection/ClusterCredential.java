package io.kspec.server.connection;

import java.util.Optional;
import java.util.UUID;

/// How the server signs in to a cluster. Never shown, logged or answered.
///
/// @param clusterName for messages
/// @param revision    changes with every rotation
/// @param kubeconfig  as it was accepted at registration
/// @param account     whose tokens are minted; empty when the kubeconfig itself is used
record ClusterCredential(
        UUID cluster, String clusterName, UUID revision, String kubeconfig, Optional<Account> account) {
    @Override
    public String toString() {
        return "ClusterCredential[cluster=%s, revision=%s]".formatted(clusterName, revision);
    }
}
