package io.kspec.lifecycle.health;

import java.util.Collection;
import java.util.Collections;

/// The health of an operator over all of its clusters.
///
/// @param overall any Unhealthy, else any Degraded, else any Healthy, else Unknown
public record FleetHealth(
        Health overall, int healthyClusters, int degradedClusters, int unhealthyClusters, int unknownClusters) {
    /// Sums up one entry for each cluster.
    public static FleetHealth of(Collection<Health> clusters) {
        // The order of the constants is the order of their weight.
        Health overall = clusters.isEmpty() ? Health.UNKNOWN : Collections.max(clusters);
        return new FleetHealth(
                overall,
                Collections.frequency(clusters, Health.HEALTHY),
                Collections.frequency(clusters, Health.DEGRADED),
                Collections.frequency(clusters, Health.UNHEALTHY),
                Collections.frequency(clusters, Health.UNKNOWN));
    }
}
