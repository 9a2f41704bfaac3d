package io.kspec.server.health;

import io.kspec.lifecycle.health.Health;
import io.kspec.server.cluster.DeployedOperator.Deployed;
import io.kspec.server.trace.About;
import io.kspec.server.trace.Fact;
import java.time.Instant;
import java.util.UUID;

/// A check that is due, claimed by this replica: whoever has no longer the newest claim stores nothing.
sealed interface Due {
    UUID claim();

    String clusterName();

    /// What spans and log lines say of it.
    About about();

    record OfCluster(UUID cluster, String clusterName, Instant due, UUID claim) implements Due {
        @Override
        public About about() {
            return About.NOTHING.with(Fact.CLUSTER, clusterName);
        }
    }

    /// Of an operator on a cluster.
    ///
    /// @param seen     by the check before
    /// @param failures before this check
    record OfOperator(
            UUID cluster,
            String clusterName,
            Deployed target,
            Seen seen,
            Health before,
            int failures,
            Instant due,
            UUID claim)
            implements Due {
        @Override
        public About about() {
            return About.NOTHING
                    .with(Fact.CLUSTER, clusterName)
                    .with(Fact.OPERATOR, target.operator())
                    .with(Fact.VERSION, target.version());
        }
    }
}
