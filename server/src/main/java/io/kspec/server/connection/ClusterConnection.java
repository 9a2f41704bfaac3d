package io.kspec.server.connection;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.RequestPace;
import java.time.Duration;
import java.util.UUID;

/// A way to one cluster, lent to one user: close it when done. Others may be lent the same client.
public final class ClusterConnection implements AutoCloseable {
    private final OpenClient open;
    private boolean closed;

    ClusterConnection(OpenClient open) {
        this.open = open;
    }

    public UUID cluster() {
        return open.credential().cluster();
    }

    public String clusterName() {
        return open.credential().clusterName();
    }

    /// Not to be closed, and not to be used after [#close].
    public KubernetesClient client() {
        return open.client();
    }

    /// Requests with this much patience for each.
    public ApiCalls calls(Duration patience) {
        return new ApiCalls(open.client(), patience);
    }

    /// How fast lists of custom resources may be read, shared by all users of this cluster.
    public RequestPace pace() {
        return open.pace();
    }

    /// A kubeconfig for a program that signs in by itself: with the current token, else with the stored credential.
    /// A secret, good for half an hour at least: never logged, never in a file that others can read.
    public String kubeconfig() {
        return open.kubeconfig();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            open.giveBack();
        }
    }

    @Override
    public String toString() {
        return "ClusterConnection to " + clusterName();
    }
}
