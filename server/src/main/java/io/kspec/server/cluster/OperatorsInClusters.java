package io.kspec.server.cluster;

import io.kspec.server.operator.OperatorPlaces;
import io.kspec.server.operator.OperatorUse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/// Tells the registry of operators where they run, and that they are needed as long as they do.
@Singleton
final class OperatorsInClusters implements OperatorPlaces, OperatorUse {
    private final DeployedOperators operators;

    @Inject
    OperatorsInClusters(DeployedOperators operators) {
        this.operators = operators;
    }

    @Override
    public Map<String, Integer> counts(DSLContext transaction, Collection<String> names) {
        return operators.counts(transaction, names);
    }

    @Override
    public List<Place> of(DSLContext transaction, String operator) {
        return operators.of(transaction, operator).stream()
                .map(deployed -> new Place(
                        deployed.clusterName(),
                        deployed.deployed().version(),
                        Words.of(deployed.checked().health()),
                        deployed.deployedAt()))
                .toList();
    }

    @Override
    public Optional<String> need(DSLContext transaction, String operator) {
        int clusters = operators.counts(transaction, List.of(operator)).getOrDefault(operator, 0);
        return clusters == 0 ? Optional.empty() : Optional.of("it runs on %d clusters".formatted(clusters));
    }
}
