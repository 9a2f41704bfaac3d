package io.kspec.lifecycle.health;

import java.util.List;

/// What failed before a rollout touched a cluster, which is not blamed on the rollout.
///
/// @param health of the operator as a whole
/// @param failing parts that failed
/// @param failingResources custom resources that failed or were stale, as `<plural>.<group>/<namespace>/<name>`; at
///     most 1,000, the worker keeps the whole list
public record Baseline(Health health, List<Part> failing, List<String> failingResources) {
    /// Nothing was there before, or nothing could be read: nothing is excused.
    public static final Baseline NONE = new Baseline(Health.UNKNOWN, List.of(), List.of());

    public Baseline {
        failing = List.copyOf(failing);
        failingResources = List.copyOf(failingResources);
    }
}
