package io.kspec.server.rollout;

/// What stands between a worker that was cut off and the cluster: asked before every step that writes.
@FunctionalInterface
public interface Fence {
    /// Whether the command is still this worker's, and the cluster still the rollout's. False is for good: write
    /// nothing more and return; whatever is returned does not count.
    boolean holds();
}
