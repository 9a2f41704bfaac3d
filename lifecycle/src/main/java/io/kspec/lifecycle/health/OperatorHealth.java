package io.kspec.lifecycle.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The health of an operator on a cluster with the fields of the API.
///
/// @param overall pods or webhook bad is Unhealthy, CRDs or reconciliation bad is Degraded
/// @param pods empty when they could not be read
/// @param webhook empty without one, or when it could not be read
/// @param reconciliation empty when it could not be read
/// @param reading the same as a rollout counts it, measured against the baseline
/// @param messages sentences about everything that is not as it should be, and about what is nearly so
public record OperatorHealth(
        Health overall,
        Optional<PodHealth> pods,
        Optional<WebhookHealth> webhook,
        Optional<ReconciliationHealth> reconciliation,
        HealthReading reading,
        List<String> messages) {
    public OperatorHealth {
        messages = List.copyOf(messages);
    }

    /// `controllerPodHealth` of the API.
    public record PodHealth(
            int readyPods,
            int expectedPods,
            int crashLoopPods,
            double averageRestarts,
            OptionalDouble cpuUsagePercent,
            OptionalDouble memoryUsagePercent,
            boolean isHealthy) {}

    /// `webhookHealth` of the API.
    ///
    /// @param expiresSoon whether the certificate has less than seven days: Degraded
    public record WebhookHealth(
            String endpointUrl,
            boolean isReachable,
            long latencyMs,
            Optional<Instant> certificateExpiresAt,
            Instant lastCallAt,
            boolean expiresSoon,
            boolean isHealthy) {}

    /// `crdReconciliationHealth` of the API.
    public record ReconciliationHealth(
            int activeReconciliations,
            int staleReconciliations,
            double errorRate,
            OptionalDouble averageReconciliationMs,
            Optional<Instant> lastReconciliationAt,
            boolean isHealthy) {}
}
