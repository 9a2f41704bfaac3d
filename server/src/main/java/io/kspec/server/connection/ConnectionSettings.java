package io.kspec.server.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// `kspec.clusters.*`.
@ConfigMapping(prefix = "kspec.clusters")
public interface ConnectionSettings {
    /// Whether API servers may be at addresses of this machine and of its link: for development only, because a
    /// kubeconfig would otherwise let whoever registers it ask what only this machine may ask.
    @WithDefault("false")
    boolean allowLocal();

    /// Clusters that one replica is connected to at the same time; each costs one connection.
    @WithDefault("90")
    int connections();

    /// A connection that nobody used for this long is closed.
    @WithDefault("PT10M")
    Duration idle();

    /// Requests that one replica sends to one cluster at the same time; further ones wait.
    @WithDefault("16")
    int requestsPerCluster();

    /// Pages of custom resources that are read from one cluster in a second, on each replica; after a pause three times
    /// as many at once.
    @WithDefault("20")
    int pagesPerSecond();

    /// Of minted tokens: 10 minutes to 1 hour.
    @WithDefault("PT1H")
    Duration tokenLifetime();

    /// Who signs in by a ClusterTarget looks at it, and at its Secret, when the last look is older.
    @WithDefault("PT1M")
    Duration targetLook();

    /// Until a cluster that is being registered must have answered.
    @WithDefault("PT10S")
    Duration registrationDeadline();
}
