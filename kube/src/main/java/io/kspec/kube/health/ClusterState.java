package io.kspec.kube.health;

import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import java.time.Duration;

/// How a cluster is.
public sealed interface ClusterState {
    /// It answers.
    ///
    /// @param version such as `v1.35.4`
    /// @param latency of the answer
    /// @param nodes unknown where they may not be read
    record Reachable(String version, Duration latency, Reading<Nodes> nodes) implements ClusterState {}

    /// It answers, but not us: credentials that have expired, or a fault of its own.
    record Refusing(Failure why) implements ClusterState {}

    /// It did not answer in time.
    record Unreachable(Failure why) implements ClusterState {}

    /// How many nodes are ready, and how many are not.
    record Nodes(int ready, int notReady) {}
}
