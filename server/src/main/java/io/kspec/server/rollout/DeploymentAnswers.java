package io.kspec.server.rollout;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kspec.server.web.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The bodies of answers about deployments, with the names of the API.
final class DeploymentAnswers {
    private DeploymentAnswers() {}

    /// Which clusters change together, in order.
    record Plan(List<List<String>> waves) {}

    /// It was accepted.
    record Accepted(
            String deploymentId,
            String operatorName,
            String targetVersion,
            Optional<String> previousVersion,
            String strategy,
            String status,
            List<String> targetClusters,
            String initiatedBy,
            String approvalStatus,
            Instant startedAt,
            List<String> warnings,
            Plan plan,
            List<String> approvals) {}

    /// One of a list.
    record Item(
            String deploymentId,
            String operatorName,
            String targetVersion,
            String strategy,
            String status,
            List<String> targetClusters,
            List<String> successfulClusters,
            List<String> failedClusters,
            double successRate,
            Instant startedAt,
            Instant estimatedCompletionAt) {}

    record Items(List<Item> deployments, @JsonUnwrapped Slice.Paging paging) {}

    /// Checks of a cluster's gate.
    record HealthCheck(int passed, int failed, int unknown, String lastResult, int consecutiveFailures) {}

    record ClusterStatus(
            String clusterName,
            String environment,
            int wave,
            String status,
            String step,
            Optional<String> previousVersion,
            Optional<Instant> startedAt,
            Optional<Instant> completedAt,
            Optional<HealthCheck> healthCheck,
            int attempts,
            Optional<Instant> retryAt,
            Optional<String> errorMessage) {}

    /// `error` of a failed one: `meaning` says whether planning refused, rollback was off, or it could not finish.
    record Why(String code, String meaning, String message) {}

    /// A change of state of the rollout itself.
    record Moved(Optional<String> from, String to, String trigger, String cause, String actor, Instant at) {}

    /// Everything about one.
    record Whole(
            @JsonUnwrapped Item item,
            Optional<String> previousVersion,
            List<ClusterStatus> clusterStatuses,
            String initiatedBy,
            @JsonUnwrapped Consent consent,
            Optional<Instant> completedAt,
            Optional<String> errorMessage,
            Optional<Why> error,
            boolean autoRollbackEnabled,
            @JsonUnwrapped Back back,
            @JsonUnwrapped Waiting waiting,
            List<String> warnings,
            Plan plan,
            List<Moved> transitions) {}

    record Consent(
            String approvalStatus, Optional<String> approvedBy, Optional<Instant> approvedAt, List<String> approvals) {}

    record Back(Optional<String> rollbackReason, Optional<Instant> rolledBackAt) {}

    record Waiting(
            boolean paused, boolean cancelRequested, Optional<String> waitingFor, Optional<Instant> waitingUntil) {}

    /// What a request to go on, stop or cancel was answered with.
    record Steered(String deploymentId, String status, String message) {}

    /// @param leftOut clusters that it changed and that stay as they are
    record RollingBack(
            String deploymentId,
            String status,
            String rollbackReason,
            List<String> targetClusters,
            List<LeftOut> leftOut,
            Optional<Instant> rolledBackAt) {}

    record LeftOut(String clusterName, String reason) {}

    record RollbackCluster(
            String clusterName,
            Optional<String> fromVersion,
            Optional<String> toVersion,
            Optional<String> step,
            String status,
            Optional<Integer> customResourcesBefore,
            Optional<Integer> customResourcesAfter,
            int customResourcesLost,
            Optional<String> errorMessage) {}

    record RollbackStatus(
            String deploymentId,
            String status,
            Optional<String> trigger,
            Optional<String> reason,
            Optional<String> initiatedBy,
            Optional<Instant> startedAt,
            Optional<Instant> completedAt,
            List<RollbackCluster> clusters) {}
}
