package io.kspec.server.cluster;

import io.kspec.lifecycle.health.Health;
import java.util.Arrays;
import java.util.Optional;

/// Names of health as answers and tables write them.
public final class Words {
    private Words() {}

    public static String of(Health health) {
        return switch (health) {
            case UNKNOWN -> "Unknown";
            case HEALTHY -> "Healthy";
            case DEGRADED -> "Degraded";
            case UNHEALTHY -> "Unhealthy";
        };
    }

    /// Empty for a word that is none of them.
    public static Optional<Health> health(String word) {
        return Arrays.stream(Health.values())
                .filter(health -> of(health).equals(word))
                .findFirst();
    }
}
