package io.kspec.server.rollout;

import io.kspec.server.cluster.Clusters;
import io.kspec.server.operator.Operators;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
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
    public Optional<KnownCluster> cluster(DSLContext transaction, String name) {
        return clusters.named(transaction, name)
                .map(found -> new KnownCluster(
                        name,
                        found.about().environment(),
                        found.about().labels(),
                        found.about().enabled()));
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
