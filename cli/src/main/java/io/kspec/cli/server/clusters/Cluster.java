package io.kspec.cli.server.clusters;

import static io.kspec.cli.server.client.Absent.none;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A registered cluster, as lists and as single answers have it: lists leave some of it out.
record Cluster(
        @Nullable String clusterId,
        @Nullable String name,
        @Nullable String description,
        @Nullable String environment,
        @Nullable String apiServerUrl,
        @Nullable String kubernetesVersion,
        @Nullable Integer nodeCount,
        @Nullable String healthStatus,
        @Nullable String healthMessage,
        @Nullable Boolean isEnabled,
        Map<String, String> labels,
        List<Runs> deployedOperators,
        @Nullable Instant registeredAt,
        @Nullable Instant lastHealthCheckAt,
        @Nullable Instant credentialExpiresAt,
        @Nullable TargetName clusterTarget,
        List<String> warnings) {
    Cluster {
        labels = none(labels);
        deployedOperators = none(deployedOperators);
        warnings = none(warnings);
    }

    /// An operator in it. The single answer has an object where lists have a word.
    record Runs(
            @Nullable String operatorName,
            @Nullable String version,
            @Nullable String namespace,
            @Nullable Instant deployedAt,
            @Nullable String health,
            @Nullable String overallHealth,
            @Nullable JsonNode healthStatus,
            @Nullable String errorMessage) {
        @Nullable
        String fares() {
            return Optional.ofNullable(health)
                    .or(() -> Optional.ofNullable(overallHealth))
                    .or(() -> Optional.ofNullable(healthStatus)
                            .map(status -> status.isTextual()
                                    ? status.asText()
                                    : status.path("overallHealth").asText("")))
                    .orElse(null);
        }
    }
}
