package io.kspec.server.rollout;

import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.operator.ClusterAffinity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/// What the door must know of operators and clusters before it accepts a rollout. Calls neither a cluster nor a
/// repository.
public interface Fleet {
    /// A registered operator.
    ///
    /// @param labels `criticality: critical` selects BlueGreen in production
    /// @param affinity the clusters it is bound to
    record KnownOperator(String name, Map<String, String> labels, ClusterAffinity affinity) {
        public KnownOperator {
            labels = Map.copyOf(labels);
        }

        /// Why a cluster may not have it, as a clause; empty when it may.
        public Optional<String> objection(KnownCluster cluster) {
            List<String> unmet = affinity.unmet(cluster.environment(), cluster.labels());
            return unmet.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            "is outside the cluster affinity of %s: %s".formatted(name, String.join(", ", unmet)));
        }
    }

    /// A registered cluster.
    record KnownCluster(String name, Environment environment, Map<String, String> labels, boolean enabled) {
        public KnownCluster {
            labels = Map.copyOf(labels);
        }
    }

    Optional<KnownOperator> operator(DSLContext transaction, String name);

    /// Those of the names that are registered, by name.
    Map<String, KnownCluster> clusters(DSLContext transaction, Collection<String> names);

    /// Whether the operator is known to have the version; empty when that can only be said by asking its repository,
    /// which planning does.
    Optional<Boolean> hasVersion(DSLContext transaction, String operator, String version);
}
