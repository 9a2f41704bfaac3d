package io.kspec.server.rollout;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How rollouts are worked on.
@ConfigMapping(prefix = "kspec.rollouts")
public interface RolloutSettings {
    /// How many commands one replica carries out in clusters at a time; 0 leaves the work to other replicas.
    @WithDefault("10")
    int workers();

    /// How many rollouts run at a time over all replicas; others wait in Planning.
    @WithDefault("20")
    int slots();

    /// After which silence a replica's work is taken over by another.
    @WithDefault("PT30S")
    Duration claim();

    /// The longest time until a replica notices work that another one left.
    @WithDefault("PT0.5S")
    Duration poll();

    /// How long a cluster stays with a rollout that shows no sign of life.
    @WithDefault("PT10M")
    Duration lease();

    /// How long failed checks roll back on their own after completion.
    @WithDefault("PT24H")
    Duration watchWindow();

    /// How often a command may be begun before it counts as failed: one that ends its process each time must not go
    /// round for ever.
    @WithDefault("8")
    int attempts();
}
