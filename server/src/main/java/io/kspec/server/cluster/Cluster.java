package io.kspec.server.cluster;

import io.kspec.lifecycle.health.Health;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.connection.TargetReference;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// A registered cluster.
///
/// @param about     what people say of it
/// @param seen      what its last check showed
/// @param updatedAt when people last changed it
/// @param credentialExpiresAt when the stored kubeconfig ends, where that can be read
/// @param clusterTarget what stands in for a kubeconfig
public record Cluster(
        UUID id,
        String name,
        About about,
        String apiServerUrl,
        Seen seen,
        Instant registeredAt,
        Instant updatedAt,
        Optional<Instant> credentialExpiresAt,
        Optional<TargetReference> clusterTarget) {

    /// What can be changed.
    ///
    /// @param enabled a disabled cluster takes no deployments and no checks
    public record About(String description, Environment environment, Map<String, String> labels, boolean enabled) {
        public About {
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        }
    }

    /// What checks showed.
    ///
    /// @param message   why it is not Healthy; empty when it is
    /// @param lastSuccess when it last answered
    public record Seen(
            String kubernetesVersion,
            int nodesReady,
            int nodesNotReady,
            Health health,
            String message,
            long latencyMs,
            Optional<Instant> lastSuccess) {
        public int nodeCount() {
            return nodesReady + nodesNotReady;
        }
    }
}
