package io.kspec.server.health;

import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.health.ClusterJudgement;
import io.kspec.lifecycle.health.Health;
import io.kspec.server.access.Allowed;
import io.kspec.server.access.CurrentCaller;
import io.kspec.server.access.Role;
import io.kspec.server.audit.Actor;
import io.kspec.server.cluster.Cluster;
import io.kspec.server.cluster.Clusters;
import io.kspec.server.cluster.DeployedOperator;
import io.kspec.server.cluster.DeployedOperators;
import io.kspec.server.cluster.Found;
import io.kspec.server.connection.ClusterFacts;
import io.kspec.server.connection.Purpose;
import io.kspec.server.database.Transactions;
import io.kspec.server.web.Code;
import io.kspec.server.web.Detail;
import io.kspec.server.web.Limit;
import io.kspec.server.web.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.util.List;

/// `GET /api/v1/clusters/{name}/health`: asks the cluster now, within two seconds; its operators are shown as of
/// their last checks. Stores nothing.
@Path("/api/v1/clusters/{name}/health")
@RunOnVirtualThread
public final class ClusterHealthResource {
    private final Clusters clusters;
    private final DeployedOperators operators;
    private final Asking asking;
    private final Transactions transactions;
    private final CurrentCaller caller;
    private final Clock clock;

    @Inject
    ClusterHealthResource(
            Clusters clusters,
            DeployedOperators operators,
            Asking asking,
            Transactions transactions,
            CurrentCaller caller,
            Clock clock) {
        this.clusters = clusters;
        this.operators = operators;
        this.asking = asking;
        this.transactions = transactions;
        this.caller = caller;
        this.clock = clock;
    }

    private record Known(Cluster cluster, List<DeployedOperator> operators) {}

    @GET
    @Allowed({Role.Admin, Role.Operator, Role.EnvironmentOwner, Role.Viewer})
    @Limit(perMinute = 60)
    public ClusterHealthAnswer clusterHealth(@PathParam("name") String name) {
        Known known = transactions.call(transaction -> {
            Cluster cluster = Found.required(clusters.named(transaction, name), name);
            return new Known(cluster, operators.on(transaction, List.of(cluster.id())));
        });
        Purpose purpose = new Purpose("a look at its health", Actor.of(caller.get()));
        return switch (asking.now(known.cluster().id(), name, purpose)) {
            case Reading.Known<ClusterFacts>(ClusterFacts facts) -> answer(known, facts);
            case Reading.Unknown<ClusterFacts>(Failure why) ->
                throw new Problem(
                                Code.CLUSTER_UNREACHABLE,
                                "Cluster %s cannot be asked: %s".formatted(name, why.sentence()),
                                List.of(Detail.ofCluster(name, why.sentence())))
                        .refused();
        };
    }

    private ClusterHealthAnswer answer(Known known, ClusterFacts facts) {
        List<Health> running = known.operators().stream()
                .map(operator -> operator.checked().health())
                .toList();
        return ClusterHealthAnswer.of(
                known.cluster().name(),
                ClusterJudgement.judge(true, facts.nodesNotReady(), running),
                facts,
                known.operators(),
                clock.instant());
    }
}
