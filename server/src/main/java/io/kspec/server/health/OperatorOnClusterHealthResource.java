package io.kspec.server.health;

import io.kspec.server.access.Allowed;
import io.kspec.server.access.Role;
import io.kspec.server.cluster.Cluster;
import io.kspec.server.cluster.Clusters;
import io.kspec.server.cluster.DeployedOperators;
import io.kspec.server.cluster.Found;
import io.kspec.server.database.Transactions;
import io.kspec.server.web.Code;
import io.kspec.server.web.Limit;
import io.kspec.server.web.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/// `GET /api/v1/clusters/{cluster}/operators/{name}/health`: as of the last check.
@Path("/api/v1/clusters/{cluster}/operators/{name}/health")
@RunOnVirtualThread
public final class OperatorOnClusterHealthResource {
    private final Clusters clusters;
    private final DeployedOperators operators;
    private final Transactions transactions;

    @Inject
    OperatorOnClusterHealthResource(Clusters clusters, DeployedOperators operators, Transactions transactions) {
        this.clusters = clusters;
        this.operators = operators;
        this.transactions = transactions;
    }

    @GET
    @Allowed({Role.Admin, Role.Operator, Role.EnvironmentOwner, Role.Viewer})
    @Limit(perMinute = 60)
    public OperatorAnswer.OnOneCluster operatorHealthOnCluster(
            @PathParam("cluster") String cluster, @PathParam("name") String name) {
        return transactions.call(transaction -> {
            Cluster found = Found.required(clusters.named(transaction, cluster), cluster);
            return operators
                    .one(transaction, found.id(), name)
                    .map(OperatorAnswer.OnOneCluster::of)
                    .orElseThrow(() -> new Problem(
                                    Code.OPERATOR_NOT_FOUND,
                                    "No operator named %s is deployed on cluster %s.".formatted(name, cluster))
                            .refused());
        });
    }
}
