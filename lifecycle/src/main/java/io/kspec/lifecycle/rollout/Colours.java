package io.kspec.lifecycle.rollout;

import io.kspec.lifecycle.strategy.Strategy;
import java.util.Map;

/// The two homes of an operator in a cluster that changes by BlueGreen.
///
/// @param active the namespace that had the traffic before
/// @param next the namespace that gets the new revision
/// @param replicas of each workload of the active colour before it was scaled to none, by `<kind>/<name>`
/// @param switched whether traffic may have moved to `next`
public record Colours(String active, String next, Map<String, Integer> replicas, boolean switched) {
    public Colours {
        replicas = Map.copyOf(replicas);
    }

    /// The new revision goes to the colour that is not in use; the operator's own namespace counts as a third one
    /// that is only ever left.
    public static Colours from(String active, Strategy.BlueGreen strategy) {
        String next = active.equals(strategy.greenNamespace()) ? strategy.blueNamespace() : strategy.greenNamespace();
        return new Colours(active, next, Map.of(), false);
    }
}
