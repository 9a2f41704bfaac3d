package io.kspec.server.cluster;

import io.kspec.lifecycle.health.Health;
import io.kspec.lifecycle.strategy.Environment;
import java.util.Map;
import java.util.Optional;

/// Which clusters are asked for.
///
/// @param labels all of them must be on the cluster, with these values
record ClusterFilter(Optional<Environment> environment, Optional<Health> health, Map<String, String> labels) {
    ClusterFilter {
        labels = Map.copyOf(labels);
    }
}
