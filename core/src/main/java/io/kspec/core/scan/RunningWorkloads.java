package io.kspec.core.scan;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.failure.Failure;
import io.kspec.core.subject.Workload;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The workloads of a cluster that run, or will run again.
public final class RunningWorkloads {
    /// Owners before what they own.
    private static final List<Resource> OWNERS_FIRST = List.of(
            Resource.DEPLOYMENTS,
            Resource.STATEFUL_SETS,
            Resource.DAEMON_SETS,
            Resource.CRON_JOBS,
            Resource.REPLICA_SETS,
            Resource.JOBS,
            Resource.PODS);

    /// What is listed to know them.
    public static final Set<Resource> READS = Set.copyOf(OWNERS_FIRST);

    private RunningWorkloads() {}

    /// The workloads of a cluster as it was read, owners before what they own. Each is made when its turn comes: a
    /// large cluster has more of them than memory for all at once.
    public static Stream<Workload> of(ClusterView cluster) {
        return OWNERS_FIRST.stream()
                .flatMap(resource -> cluster.list(resource).items().stream())
                .flatMap(json -> Workload.of(json).stream())
                .filter(workload -> !finished(workload));
    }

    /// Why there may be more of them.
    public static List<Failure> gaps(ClusterView cluster) {
        return OWNERS_FIRST.stream()
                .flatMap(resource -> cluster.list(resource).gaps().stream())
                .toList();
    }

    /// What runs no more and will not run again: a pod that has ended, a job that is done, and a ReplicaSet that its
    /// Deployment keeps at no replicas for a rollback.
    private static boolean finished(Workload workload) {
        JsonNode json = workload.subject().json();
        JsonNode status = json.path("status");
        String phase = status.path("phase").asText("");
        return switch (workload.kind()) {
            case POD -> phase.equals("Succeeded") || phase.equals("Failed");
            case JOB -> isTrue(status, "Complete") || isTrue(status, "Failed");
            case REPLICA_SET ->
                workload.controller().isPresent()
                        && json.path("spec").path("replicas").asInt(1) == 0
                        && status.path("replicas").asInt(0) == 0;
            case DEPLOYMENT, STATEFUL_SET, DAEMON_SET, CRON_JOB -> false;
        };
    }

    private static boolean isTrue(JsonNode status, String condition) {
        for (JsonNode one : status.path("conditions")) {
            if (one.path("type").asText("").equals(condition)) {
                return one.path("status").asText("").equals("True");
            }
        }
        return false;
    }
}
