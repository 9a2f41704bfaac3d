package io.kspec.server.connection;

import java.util.UUID;

/// A ClusterTarget in a registered cluster, which holds it: whoever signs in by it has no credential stored here.
///
/// @param holderName for messages
public record TargetReference(UUID holder, String holderName, String namespace, String name) {
    /// `ClusterTarget fleet/prod-eu in cluster hub`.
    public String words() {
        return "ClusterTarget %s/%s in cluster %s".formatted(namespace, name, holderName);
    }
}
