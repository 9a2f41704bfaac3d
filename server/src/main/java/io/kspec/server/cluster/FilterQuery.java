package io.kspec.server.cluster;

import io.kspec.lifecycle.health.Health;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.web.Demands;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The query parameters of a list of clusters, read all at once so that all mistakes are told.
final class FilterQuery {
    private FilterQuery() {}

    /// Throws [io.kspec.server.web.Refused] (400).
    static ClusterFilter read(Optional<String> environment, Optional<String> healthStatus, List<String> labels) {
        var demands = new Demands();
        Fields.environment(demands, environment);
        Optional<Health> health = healthStatus.flatMap(Words::health);
        demands.demand(
                healthStatus.isEmpty() || health.isPresent(),
                "healthStatus",
                "must be Unknown, Healthy, Degraded or Unhealthy");
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String label : labels) {
            int equals = label.indexOf('=');
            demands.demand(equals > 0, "label", "must be key=value");
            if (equals > 0) {
                pairs.put(label.substring(0, equals), label.substring(equals + 1));
            }
        }
        demands.done();
        return new ClusterFilter(environment.flatMap(Environment::of), health, pairs);
    }
}
