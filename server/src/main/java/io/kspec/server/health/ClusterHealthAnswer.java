package io.kspec.server.health;

import io.kspec.lifecycle.health.Health;
import io.kspec.lifecycle.health.OperatorHealth;
import io.kspec.server.cluster.DeployedOperator;
import io.kspec.server.connection.ClusterFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What `GET /clusters/{name}/health` answers of a cluster that answered itself.
record ClusterHealthAnswer(
        String clusterName,
        Health healthStatus,
        String kubernetesVersion,
        int nodeCount,
        Nodes nodeHealth,
        boolean apiServerReachable,
        long apiServerLatencyMs,
        List<Operator> deployedOperators,
        Instant lastCheckedAt) {
    record Nodes(int ready, int notReady) {}

    /// As of its last check, which is not made again for this answer.
    record Operator(
            String operatorName,
            Health overallHealth,
            Optional<Pods> controllerPodHealth,
            int consecutiveFailures,
            Optional<String> errorMessage,
            Optional<Instant> lastCheckedAt) {
        static Operator of(DeployedOperator operator) {
            return new Operator(
                    operator.deployed().operator(),
                    operator.checked().health(),
                    operator.checked().details().flatMap(OperatorHealth::pods).map(Pods::of),
                    operator.checked().consecutiveFailures(),
                    Optional.of(operator.checked().message()).filter(message -> !message.isEmpty()),
                    operator.checked().at());
        }
    }

    record Pods(int readyPods, int expectedPods) {
        static Pods of(OperatorHealth.PodHealth pods) {
            return new Pods(pods.readyPods(), pods.expectedPods());
        }
    }

    static ClusterHealthAnswer of(
            String cluster, Health health, ClusterFacts facts, List<DeployedOperator> operators, Instant now) {
        return new ClusterHealthAnswer(
                cluster,
                health,
                facts.kubernetesVersion(),
                facts.nodeCount(),
                new Nodes(facts.nodesReady(), facts.nodesNotReady()),
                true,
                facts.latency().toMillis(),
                operators.stream().map(Operator::of).toList(),
                now);
    }
}
