package io.kspec.lifecycle.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The health of a cluster, and whether a rollout may change it. Pure.
public final class ClusterJudgement {
    /// How old the last successful check of a target may be.
    public static final Duration FRESH = Duration.ofMinutes(5);

    private ClusterJudgement() {}

    /// Unhealthy when it did not answer; Degraded when a node is not ready or an operator is not healthy (one that is
    /// Unknown says nothing); else Healthy.
    public static Health judge(boolean reachable, int nodesNotReady, Collection<Health> operators) {
        if (!reachable) {
            return Health.UNHEALTHY;
        }
        boolean worn = nodesNotReady > 0 || operators.contains(Health.DEGRADED) || operators.contains(Health.UNHEALTHY);
        return worn ? Health.DEGRADED : Health.HEALTHY;
    }

    /// Whether a cluster may be a target.
    ///
    /// @param refusal why not, as a sentence; empty when it may
    /// @param warnings sentences; a Degraded cluster may be a target, so that a broken operator can be repaired
    public record Usable(Optional<String> refusal, List<String> warnings) {
        public Usable {
            warnings = List.copyOf(warnings);
        }
    }

    /// Enabled, Healthy or Degraded, and checked with success less than five minutes ago.
    public static Usable usable(
            String cluster, boolean enabled, Health health, Optional<Instant> lastSuccessfulCheck, Instant now) {
        if (!enabled) {
            return refused("%s is disabled. Enable it, or leave it out.".formatted(cluster));
        }
        return switch (health) {
            case UNKNOWN -> refused("%s was never checked. Wait for its first check.".formatted(cluster));
            case UNHEALTHY ->
                refused("%s does not answer. Look at its API server and its credential.".formatted(cluster));
            case HEALTHY, DEGRADED ->
                lastSuccessfulCheck
                                .filter(last -> last.plus(FRESH).isAfter(now))
                                .isEmpty()
                        ? refused("%s was not checked with success for %d minutes. Look whether it can be reached."
                                .formatted(cluster, FRESH.toMinutes()))
                        : new Usable(
                                Optional.empty(),
                                health == Health.DEGRADED
                                        ? List.of("%s is Degraded before anything is changed.".formatted(cluster))
                                        : List.of());
        };
    }

    private static Usable refused(String why) {
        return new Usable(Optional.of(why), List.of());
    }
}
