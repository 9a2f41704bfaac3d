package io.kspec.lifecycle.health;

import java.util.List;

/// What one check of an operator on a cluster found, already measured against the baseline.
///
/// @param health Unknown when nothing could be read
/// @param failing the parts that are not as they should be
/// @param crashLoop whether a container crash-loops: no further check is waited for
/// @param reachable false when the cluster did not answer; then `health` is Unknown
/// @param failingResources as in [Baseline], at most 1,000
/// @param sentence what was found, for a person
public record HealthReading(
        Health health,
        List<Part> failing,
        boolean crashLoop,
        boolean reachable,
        List<String> failingResources,
        String sentence) {
    public HealthReading {
        failing = List.copyOf(failing);
        failingResources = List.copyOf(failingResources);
    }

    /// A reading of an operator as it should be.
    public static HealthReading healthy() {
        return new HealthReading(Health.HEALTHY, List.of(), false, true, List.of(), "everything is as it should be");
    }

    /// A reading of a cluster that did not answer.
    public static HealthReading unreachable(String why) {
        return new HealthReading(Health.UNKNOWN, List.of(), false, false, List.of(), why);
    }

    /// Whether it counts as a passed check.
    public boolean passed() {
        return health == Health.HEALTHY;
    }

    /// Whether it counts as a failed check: Unknown counts as neither.
    public boolean failed() {
        return health == Health.DEGRADED || health == Health.UNHEALTHY;
    }

    /// This reading as what later ones are measured against.
    public Baseline asBaseline() {
        return new Baseline(health, failing, failingResources);
    }
}
