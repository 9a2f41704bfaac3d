package io.kspec.server.rollout;

import io.kspec.server.cluster.Cluster;
import io.kspec.server.cluster.ClusterUse;
import io.kspec.server.operator.OperatorUse;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jooq.DSLContext;

/// Operators and clusters are needed as long as a deployment of theirs is not over.
@Singleton
final class DeploymentUse implements OperatorUse, ClusterUse {
    @Override
    public Optional<String> need(DSLContext transaction, String operator) {
        return first(
                transaction,
                "select id::text from rollouts where operator_name = ?"
                        + " and state in ('Planning', 'Deploying', 'Validating', 'RollingBack') order by number limit 1",
                operator);
    }

    @Override
    public Optional<String> of(DSLContext transaction, Cluster cluster) {
        return first(
                transaction,
                "select r.id::text from rollouts r join rollout_clusters c on c.rollout = r.id where c.cluster_name = ?"
                        + " and r.state in ('Planning', 'Deploying', 'Validating', 'RollingBack') order by r.number"
                        + " limit 1",
                cluster.name());
    }

    private static Optional<String> first(DSLContext transaction, String sql, String name) {
        return transaction.fetchOptional(sql, name).map(row -> "deployment %s is not over".formatted(row.get(0)));
    }
}
