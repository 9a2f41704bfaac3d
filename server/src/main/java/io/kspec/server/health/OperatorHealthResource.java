package io.kspec.server.health;

import io.kspec.server.access.Allowed;
import io.kspec.server.access.Role;
import io.kspec.server.cluster.DeployedOperators;
import io.kspec.server.database.Transactions;
import io.kspec.server.operator.Operators;
import io.kspec.server.web.Limit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/// `GET /api/v1/operators/{name}/health`: as of the last checks.
@Path("/api/v1/operators/{name}/health")
@RunOnVirtualThread
public final class OperatorHealthResource {
    private final Operators registered;
    private final DeployedOperators operators;
    private final Transactions transactions;

    @Inject
    OperatorHealthResource(Operators registered, DeployedOperators operators, Transactions transactions) {
        this.registered = registered;
        this.operators = operators;
        this.transactions = transactions;
    }

    @GET
    @Allowed({Role.Admin, Role.Operator, Role.EnvironmentOwner, Role.Viewer})
    @Limit(perMinute = 60)
    public OperatorAnswer.OnAllClusters operatorHealth(@PathParam("name") String name) {
        return transactions.call(transaction -> {
            registered.get(transaction, name);
            return OperatorAnswer.OnAllClusters.of(name, operators.of(transaction, name));
        });
    }
}
