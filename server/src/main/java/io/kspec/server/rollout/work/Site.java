package io.kspec.server.rollout.work;

import io.kspec.lifecycle.rollout.ClusterRow;
import io.kspec.lifecycle.rollout.Colours;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.server.connection.ClusterConnection;
import io.kspec.server.operator.Operator;
import io.kspec.server.release.ClusterAccess;
import io.kspec.server.release.ReleaseName;
import io.kspec.server.rollout.Fence;
import java.time.Duration;
import java.util.Optional;

/// Where a command is done: an operator in a cluster, for a rollout, behind a fence.
///
/// @param home the namespace that has the operator's traffic; empty when it is the operator's own
record Site(Rollout rollout, Operator operator, ClusterConnection connection, Fence fence, Optional<String> home) {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    io.kspec.kube.call.ApiCalls calls() {
        return connection.calls(PATIENCE);
    }

    ClusterAccess access() {
        return new ClusterAccess(connection.client(), connection.kubeconfig());
    }

    /// The operator's release: named as the operator.
    ///
    /// @param namespace where; empty is where its traffic goes
    ReleaseName release(Optional<String> namespace) {
        return new ReleaseName(
                operator.about().name(),
                namespace.or(() -> home).orElse(operator.about().namespace()));
    }

    ClusterRow.Release planned() {
        return rollout.row(connection.clusterName()).map(ClusterRow::release).orElse(ClusterRow.Release.UNKNOWN);
    }

    /// Empty unless the rollout moves traffic here.
    Optional<Colours> colours() {
        return planned().colours();
    }

    ColourStore.Key colour(String namespace) {
        return new ColourStore.Key(operator.about().name(), connection.clusterName(), namespace);
    }
}
