package io.kspec.server.cluster;

import io.kspec.kube.health.ProbedOperator;
import io.kspec.lifecycle.health.Baseline;
import io.kspec.lifecycle.health.Health;
import io.kspec.lifecycle.health.OperatorHealth;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An operator that runs on a cluster.
public record DeployedOperator(
        UUID cluster, String clusterName, Deployed deployed, Instant deployedAt, Checked checked) {
    /// What a rollout brought there.
    ///
    /// @param version  of the chart
    /// @param probed   what a check looks at, as the release's manifest names it
    /// @param baseline what failed before the rollout
    public record Deployed(
            String operator, String namespace, String version, ProbedOperator probed, Baseline baseline) {}

    /// What its last check showed.
    ///
    /// @param details empty before the first check that could read something
    /// @param message why it is not Healthy; empty when it is
    public record Checked(
            Health health,
            Optional<OperatorHealth> details,
            int consecutiveFailures,
            String message,
            Optional<Instant> at) {}
}
