package io.kspec.cli.server.clusters;

import io.kspec.cli.server.answer.Cells;
import io.kspec.cli.server.answer.Sheet;
import io.kspec.cli.server.answer.Tables;
import java.time.Instant;
import java.util.List;

/// Clusters for people.
final class ClusterText {
    private static final int NARROW = 7;

    private ClusterText() {}

    static List<String> table(List<Cluster> clusters, boolean wide, Instant now) {
        return Tables.lines(
                Tables.narrowed(
                        wide,
                        NARROW,
                        List.of(
                                "NAME",
                                "ENVIRONMENT",
                                "HEALTH",
                                "KUBERNETES",
                                "NODES",
                                "OPERATORS",
                                "CHECKED",
                                "WHICH",
                                "ID")),
                clusters.stream()
                        .map(one -> Tables.narrowed(
                                wide,
                                NARROW,
                                List.of(
                                        Cells.text(one.name()),
                                        Cells.text(one.environment()),
                                        health(one),
                                        Cells.text(one.kubernetesVersion()),
                                        Cells.text(one.nodeCount()),
                                        Integer.toString(one.deployedOperators().size()),
                                        Cells.age(one.lastHealthCheckAt(), now),
                                        Cells.list(one.deployedOperators().stream()
                                                .map(runs -> "%s@%s".formatted(runs.operatorName(), runs.version()))
                                                .toList()),
                                        Cells.text(one.clusterId()))))
                        .toList());
    }

    private static String health(Cluster one) {
        String health = Cells.text(one.healthStatus());
        return Boolean.FALSE.equals(one.isEnabled()) ? health + ", disabled" : health;
    }

    static List<String> sheet(Cluster one, Instant now) {
        return new Sheet()
                .fact("Name", one.name())
                .fact("Id", one.clusterId())
                .fact("Description", one.description())
                .fact("Environment", one.environment())
                .fact("API server", one.apiServerUrl())
                .fact("Kubernetes", one.kubernetesVersion())
                .fact("Nodes", one.nodeCount())
                .fact("Health", health(one))
                .fact("Why", one.healthMessage())
                .fact("Checked", Cells.moment(one.lastHealthCheckAt()))
                .fact("Labels", Cells.labels(one.labels()))
                .fact("Registered", Cells.moment(one.registeredAt()))
                .fact("Credential", expiry(one, now))
                .table(
                        List.of("OPERATOR", "VERSION", "NAMESPACE", "HEALTH", "AGE"),
                        one.deployedOperators().stream()
                                .map(runs -> List.of(
                                        Cells.text(runs.operatorName()),
                                        Cells.text(runs.version()),
                                        Cells.text(runs.namespace()),
                                        Cells.text(runs.fares()),
                                        Cells.age(runs.deployedAt(), now)))
                                .toList())
                .lines();
    }

    private static String expiry(Cluster one, Instant now) {
        if (one.clusterTarget() != null) {
            return "read from " + one.clusterTarget().words();
        }
        if (one.credentialExpiresAt() == null) {
            return Cells.NOTHING;
        }
        return one.credentialExpiresAt().isAfter(now)
                ? "expires " + Cells.moment(one.credentialExpiresAt())
                : "expired %s. Next: kspec clusters rotate %s"
                        .formatted(Cells.moment(one.credentialExpiresAt()), one.name());
    }
}
