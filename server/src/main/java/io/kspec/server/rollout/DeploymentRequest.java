package io.kspec.server.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// The body of `POST /deployments`. Clusters are named once, as `targetClusters` or `clusters`; a strategy's
/// configuration stands at the top or within `strategyConfig`.
public record DeploymentRequest(
        Optional<String> operatorName,
        Optional<String> targetVersion,
        Optional<String> strategy,
        Optional<List<String>> targetClusters,
        Optional<List<String>> clusters,
        Optional<JsonNode> canaryConfig,
        Optional<JsonNode> blueGreenConfig,
        Optional<JsonNode> rollingConfig,
        Optional<JsonNode> directConfig,
        Optional<JsonNode> strategyConfig,
        Optional<JsonNode> helmValues,
        Optional<Boolean> autoRollbackEnabled,
        Optional<Boolean> requireApproval) {

    /// The body of `POST /deployments/{id}/rollback`; no clusters means every cluster that was changed.
    public record Back(Optional<String> reason, Optional<List<String>> targetClusters) {}
}
