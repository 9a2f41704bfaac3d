package io.kspec.server.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kspec.lifecycle.health.FleetHealth;
import io.kspec.lifecycle.health.Health;
import io.kspec.lifecycle.health.OperatorHealth;
import io.kspec.lifecycle.health.OperatorHealth.PodHealth;
import io.kspec.lifecycle.health.OperatorHealth.ReconciliationHealth;
import io.kspec.lifecycle.health.OperatorHealth.WebhookHealth;
import io.kspec.server.cluster.DeployedOperator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is answered about the health of operators. Some things have two names, for clients of either.
final class OperatorAnswer {
    private static final double ERROR_RATE = 0.05;

    private OperatorAnswer() {}

    /// Of `GET /operators/{name}/health`.
    record OnAllClusters(
            String operatorName,
            Health overallHealth,
            int healthyClusters,
            int degradedClusters,
            int unhealthyClusters,
            int unknownClusters,
            List<OnOneOfMany> clusters) {
        static OnAllClusters of(String operator, List<DeployedOperator> deployed) {
            FleetHealth fleet = FleetHealth.of(
                    deployed.stream().map(each -> each.checked().health()).toList());
            return new OnAllClusters(
                    operator,
                    fleet.overall(),
                    fleet.healthyClusters(),
                    fleet.degradedClusters(),
                    fleet.unhealthyClusters(),
                    fleet.unknownClusters(),
                    deployed.stream().map(OnOneOfMany::of).toList());
        }
    }

    /// @param controllerPods those that are ready
    record OnOneOfMany(
            String clusterName,
            Health health,
            Health overallHealth,
            int controllerPods,
            Webhook webhookStatus,
            Reconciliation crdReconciliation,
            Optional<PodHealth> controllerPodHealth,
            Optional<WebhookHealth> webhookHealth,
            Optional<ReconciliationHealth> crdReconciliationHealth,
            Optional<Instant> lastChecked,
            Optional<Instant> lastCheckedAt) {
        static OnOneOfMany of(DeployedOperator operator) {
            DeployedOperator.Checked checked = operator.checked();
            Optional<OperatorHealth> details = checked.details();
            return new OnOneOfMany(
                    operator.clusterName(),
                    checked.health(),
                    checked.health(),
                    details.flatMap(OperatorHealth::pods)
                            .map(PodHealth::readyPods)
                            .orElse(0),
                    Webhook.of(details),
                    Reconciliation.of(details),
                    details.flatMap(OperatorHealth::pods),
                    details.flatMap(OperatorHealth::webhook),
                    details.flatMap(OperatorHealth::reconciliation),
                    checked.at(),
                    checked.at());
        }
    }

    /// Of `GET /clusters/{cluster}/operators/{name}/health`.
    record OnOneCluster(
            String operatorName,
            String clusterName,
            Health overallHealth,
            Optional<PodHealth> controllerPodHealth,
            Optional<WebhookHealth> webhookHealth,
            Optional<ReconciliationHealth> crdReconciliationHealth,
            int consecutiveFailures,
            Optional<String> errorMessage,
            Optional<Instant> lastCheckedAt) {
        static OnOneCluster of(DeployedOperator operator) {
            DeployedOperator.Checked checked = operator.checked();
            return new OnOneCluster(
                    operator.deployed().operator(),
                    operator.clusterName(),
                    checked.health(),
                    checked.details().flatMap(OperatorHealth::pods),
                    checked.details().flatMap(OperatorHealth::webhook),
                    checked.details().flatMap(OperatorHealth::reconciliation),
                    checked.consecutiveFailures(),
                    Optional.of(checked.message()).filter(message -> !message.isEmpty()),
                    checked.at());
        }
    }

    /// The webhook in one word. Without pods nothing was read, and so it is not known whether there is a webhook.
    enum Webhook {
        @JsonProperty("Available")
        AVAILABLE,
        @JsonProperty("Unavailable")
        UNAVAILABLE,
        @JsonProperty("NotApplicable")
        NOT_APPLICABLE,
        @JsonProperty("Unknown")
        UNKNOWN;

        static Webhook of(Optional<OperatorHealth> details) {
            if (details.flatMap(OperatorHealth::webhook).isPresent()) {
                return details.flatMap(OperatorHealth::webhook).orElseThrow().isHealthy() ? AVAILABLE : UNAVAILABLE;
            }
            return details.flatMap(OperatorHealth::pods).isPresent() ? NOT_APPLICABLE : UNKNOWN;
        }
    }

    /// Reconciliation in one word.
    enum Reconciliation {
        @JsonProperty("Active")
        ACTIVE,
        @JsonProperty("Stale")
        STALE,
        @JsonProperty("Failing")
        FAILING,
        @JsonProperty("Unknown")
        UNKNOWN;

        static Reconciliation of(Optional<OperatorHealth> details) {
            return details.flatMap(OperatorHealth::reconciliation)
                    .map(Reconciliation::of)
                    .orElse(UNKNOWN);
        }

        private static Reconciliation of(ReconciliationHealth health) {
            if (health.isHealthy()) {
                return ACTIVE;
            }
            return health.errorRate() < ERROR_RATE && health.staleReconciliations() > 0 ? STALE : FAILING;
        }
    }
}
