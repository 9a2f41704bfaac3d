package io.kspec.lifecycle.strategy;

import java.util.Comparator;

/// A cluster that a rollout is to change.
///
/// @param cluster its registered name
/// @param environment what it is for
public record Target(String cluster, Environment environment) {
    /// By environment, Development first, then by name: the order wherever nobody asked for another.
    public static final Comparator<Target> ORDER =
            Comparator.comparing(Target::environment).thenComparing(Target::cluster);
}
