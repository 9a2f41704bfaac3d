package io.kspec.server.cluster;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kspec.lifecycle.health.Health;
import io.kspec.lifecycle.health.OperatorHealth;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.connection.TargetReference;
import io.kspec.server.web.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What is answered about clusters. There is no place in it for a credential.
final class ClusterAnswer {
    private ClusterAnswer() {}

    /// Of `POST /clusters`.
    record Registered(
            UUID clusterId,
            String name,
            Environment environment,
            String apiServerUrl,
            String kubernetesVersion,
            int nodeCount,
            Health healthStatus,
            Instant registeredAt,
            Optional<Target> clusterTarget,
            List<String> warnings) {
        static Registered of(Cluster cluster, List<String> warnings) {
            return new Registered(
                    cluster.id(),
                    cluster.name(),
                    cluster.about().environment(),
                    cluster.apiServerUrl(),
                    cluster.seen().kubernetesVersion(),
                    cluster.seen().nodeCount(),
                    cluster.seen().health(),
                    cluster.registeredAt(),
                    cluster.clusterTarget().map(Target::of),
                    warnings);
        }
    }

    /// The ClusterTarget that a cluster signs in by: where its credential is, never what it is.
    record Target(String cluster, String namespace, String name) {
        static Target of(TargetReference target) {
            return new Target(target.holderName(), target.namespace(), target.name());
        }
    }

    /// Of `GET /clusters`.
    record Page(List<Item> clusters, @JsonUnwrapped Slice.Paging paging) {}

    record Item(
            UUID clusterId,
            String name,
            Environment environment,
            String kubernetesVersion,
            int nodeCount,
            Health healthStatus,
            boolean isEnabled,
            List<Running> deployedOperators,
            Optional<Instant> lastHealthCheckAt) {
        static Item of(Cluster cluster, List<DeployedOperator> operators) {
            return new Item(
                    cluster.id(),
                    cluster.name(),
                    cluster.about().environment(),
                    cluster.seen().kubernetesVersion(),
                    cluster.seen().nodeCount(),
                    cluster.seen().health(),
                    cluster.about().enabled(),
                    operators.stream().map(Running::of).toList(),
                    cluster.seen().lastSuccess());
        }
    }

    record Running(String operatorName, String version, Health health) {
        static Running of(DeployedOperator operator) {
            return new Running(
                    operator.deployed().operator(),
                    operator.deployed().version(),
                    operator.checked().health());
        }
    }

    /// Of `GET /clusters/{name}` and of what changed by PUT.
    record One(
            UUID clusterId,
            String name,
            String description,
            Environment environment,
            String apiServerUrl,
            String kubernetesVersion,
            int nodeCount,
            Health healthStatus,
            String healthMessage,
            boolean isEnabled,
            Map<String, String> labels,
            List<RunningInDetail> deployedOperators,
            Optional<Instant> lastHealthCheckAt,
            Instant registeredAt,
            Instant updatedAt,
            Optional<Instant> credentialExpiresAt,
            Optional<Target> clusterTarget) {
        static One of(Cluster cluster, List<DeployedOperator> operators) {
            return new One(
                    cluster.id(),
                    cluster.name(),
                    cluster.about().description(),
                    cluster.about().environment(),
                    cluster.apiServerUrl(),
                    cluster.seen().kubernetesVersion(),
                    cluster.seen().nodeCount(),
                    cluster.seen().health(),
                    cluster.seen().message(),
                    cluster.about().enabled(),
                    cluster.about().labels(),
                    operators.stream().map(RunningInDetail::of).toList(),
                    cluster.seen().lastSuccess(),
                    cluster.registeredAt(),
                    cluster.updatedAt(),
                    cluster.credentialExpiresAt(),
                    cluster.clusterTarget().map(Target::of));
        }
    }

    record RunningInDetail(
            String operatorName, String version, String namespace, Instant deployedAt, Status healthStatus) {
        static RunningInDetail of(DeployedOperator operator) {
            return new RunningInDetail(
                    operator.deployed().operator(),
                    operator.deployed().version(),
                    operator.deployed().namespace(),
                    operator.deployedAt(),
                    new Status(
                            operator.checked().health(),
                            operator.checked()
                                    .details()
                                    .flatMap(OperatorHealth::pods)
                                    .map(Pods::of)));
        }
    }

    record Status(Health overallHealth, Optional<Pods> controllerPodHealth) {}

    record Pods(int readyPods, int expectedPods) {
        static Pods of(OperatorHealth.PodHealth pods) {
            return new Pods(pods.readyPods(), pods.expectedPods());
        }
    }
}
