package io.kspec.cli.server.deployments;

import static io.kspec.cli.server.client.Absent.none;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A deployment, as lists, the answer to its creation and the single answer have it: each leaves some of it out.
record Deployment(
        @Nullable String deploymentId,
        @Nullable String operatorName,
        @Nullable String targetVersion,
        @Nullable String previousVersion,
        @Nullable String strategy,
        @Nullable String status,
        List<String> targetClusters,
        List<String> successfulClusters,
        List<String> failedClusters,
        @Nullable Double successRate,
        List<OnCluster> clusterStatuses,
        @Nullable String initiatedBy,
        @Nullable String approvalStatus,
        @Nullable String approvedBy,
        List<String> approvals,
        @Nullable Boolean paused,
        @Nullable Boolean cancelRequested,
        @Nullable String waitingFor,
        @Nullable Instant waitingUntil,
        @Nullable Boolean autoRollbackEnabled,
        @Nullable String errorMessage,
        @Nullable Trouble error,
        @Nullable String rollbackReason,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant rolledBackAt,
        @Nullable Instant estimatedCompletionAt,
        @Nullable Plan plan,
        List<String> warnings) {
    Deployment {
        targetClusters = none(targetClusters);
        successfulClusters = none(successfulClusters);
        failedClusters = none(failedClusters);
        clusterStatuses = none(clusterStatuses);
        approvals = none(approvals);
        warnings = none(warnings);
    }

    /// One cluster of it.
    record OnCluster(
            @Nullable String clusterName,
            @Nullable String status,
            @Nullable String previousVersion,
            @Nullable Integer wave,
            @Nullable String step,
            @Nullable Instant retryAt,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            @Nullable Health healthCheck,
            @Nullable String errorMessage) {}

    /// Checks since the cluster was changed.
    record Health(
            @Nullable String lastResult,
            @Nullable Integer passed,
            @Nullable Integer failed) {}

    /// Of a failed one.
    ///
    /// @param meaning whether planning refused it, taking back was switched off, or could not be finished
    record Trouble(
            @Nullable String code,
            @Nullable String meaning,
            @Nullable String message) {}

    /// Which clusters are moved together, in their order.
    record Plan(List<List<String>> waves) {
        Plan {
            waves = none(waves);
        }
    }

    /// How far it is.
    State state() {
        return State.of(status);
    }
}
