package io.kspec.server.health;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// `kspec.health.*`.
@ConfigMapping(prefix = "kspec.health")
interface HealthSettings {
    /// Whether this replica takes part in the cycle.
    @WithDefault("true")
    boolean cycle();

    /// Between two checks of a cluster, give or take a twentieth.
    @WithDefault("PT60S")
    Duration clusterInterval();

    /// Between two checks of an operator on a cluster, give or take a twentieth.
    @WithDefault("PT30S")
    Duration operatorInterval();

    /// For one whole check; what is not there by then is unknown.
    @WithDefault("PT3S")
    Duration deadline();

    /// For `GET /clusters/{name}/health`, which asks while its caller waits.
    @WithDefault("PT1.8S")
    Duration onDemandDeadline();

    /// Checks that one replica makes at the same time.
    @WithDefault("16")
    int parallel();

    /// How long checks are kept.
    @WithDefault("P2D")
    Duration kept();
}
