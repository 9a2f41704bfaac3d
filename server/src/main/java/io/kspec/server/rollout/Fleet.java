package io.kspec.server.rollout;

import io.kspec.lifecycle.strategy.Environment;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/// What the door must know of operators and clusters before it accepts a rollout. Calls neither a cluster nor a
/// repository.
public interface Fleet {
    /// A registered operator.
    ///
    /// @param labels `criticality: critical` selects BlueGreen in production
    record KnownOperator(String name, Map<String, String> labels) {
        public KnownOperator {
            labels = Map.copyOf(labels);
        }
    }

    /// A registered cluster.
    record KnownCluster(String name, Environment environment, boolean enabled) {}

    Optional<KnownOperator> operator(DSLContext transaction, String name);

    Optional<KnownCluster> cluster(DSLContext transaction, String name);

    /// Whether the operator is known to have the version; empty when that can only be said by asking its repository,
    /// which planning does.
    Optional<Boolean> hasVersion(DSLContext transaction, String operator, String version);
}
