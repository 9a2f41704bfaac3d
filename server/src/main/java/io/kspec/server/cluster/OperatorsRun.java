package io.kspec.server.cluster;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/// A cluster is needed as long as operators are deployed there.
@Singleton
final class OperatorsRun implements ClusterUse {
    private final DeployedOperators operators;

    @Inject
    OperatorsRun(DeployedOperators operators) {
        this.operators = operators;
    }

    @Override
    public Optional<String> of(DSLContext transaction, Cluster cluster) {
        List<DeployedOperator> deployed = operators.on(transaction, List.of(cluster.id()));
        return deployed.isEmpty()
                ? Optional.empty()
                : Optional.of("deployed there: "
                        + deployed.stream()
                                .map(operator -> operator.deployed().operator() + " "
                                        + operator.deployed().version())
                                .collect(Collectors.joining(", ")));
    }
}
