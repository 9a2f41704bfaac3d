package io.kspec.server.rollout;

import io.kspec.server.cluster.Clusters;
import io.kspec.server.operator.Operators;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/// The fleet as it is registered.
@Singleton
final class RegisteredFleet implements Fleet {
    private final Operators operators;
    private final Clusters clusters;

    @Inject
    RegisteredFleet(Operators operators, Clusters clusters) {
        this.operators = operators;
        this.clusters = clusters;
    }

    @Override
    public Optional<KnownOperator> operator(DSLContext transaction, String name) {
        return operators
                .find(transaction, name)
                .map(found -> new KnownOperator(
                        name, found.settings().labels(), found.settings().affinity()));
    }

    @Override
    public Map<String, KnownCluster> clusters(DSLContext transaction, Collection<String> names) {
        return clusters.named(transaction, names).stream()
                .map(found -> new KnownCluster(
                        found.name(),
                        found.about().environment(),
                        found.about().labels(),
                        found.about().enabled()))
                .collect(Collectors.toMap(KnownCluster::name, Function.identity()));
    }

    @Override
    public Optional<Boolean> hasVersion(DSLContext transaction, String operator, String version) {
        return transaction
                .fetchOptional(
                        "select true from operator_versions v join operators o on o.operator_id = v.operator_id"
                                + " where o.name = ? and v.version = ?",
                        operator,
                        version)
                .map(row -> true);
    }
}
