package io.kspec.server.connection;

import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.health.ClusterProbe;
import io.kspec.kube.health.ClusterState;
import java.time.Duration;

/// What a cluster says of itself.
///
/// @param kubernetesVersion as in "v1.34.1"
/// @param latency of one small request
public record ClusterFacts(String kubernetesVersion, int nodesReady, int nodesNotReady, Duration latency) {
    public int nodeCount() {
        return nodesReady + nodesNotReady;
    }

    /// Asks for version and nodes, as whoever the connection is signed in as; unknown with the first refusal.
    ///
    /// @param patience for each request
    public static Reading<ClusterFacts> read(ApiCalls calls, Duration patience) {
        return switch (new ClusterProbe(calls, patience).probe()) {
            case ClusterState.Unreachable(Failure why) -> new Reading.Unknown<>(why);
            case ClusterState.Refusing(Failure why) -> new Reading.Unknown<>(why);
            case ClusterState.Reachable(String version, Duration latency, Reading<ClusterState.Nodes> nodes) ->
                switch (nodes) {
                    case Reading.Unknown<ClusterState.Nodes>(Failure why) -> new Reading.Unknown<>(why);
                    case Reading.Known<ClusterState.Nodes>(ClusterState.Nodes known) ->
                        new Reading.Known<>(new ClusterFacts(version, known.ready(), known.notReady(), latency));
                };
        };
    }
}
