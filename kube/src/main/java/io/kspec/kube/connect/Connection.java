package io.kspec.kube.connect;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.failure.Failure;

/// What became of preparing a client. Nothing has been asked of the server yet.
public sealed interface Connection {
    /// `client` is the caller's to close.
    record Ready(KubernetesClient client, String server, String context) implements Connection {}

    /// The user named what does not exist: a file, a context.
    record Misnamed(Failure why) implements Connection {}

    /// Nothing says where a cluster is, or what says so cannot be read.
    record Missing(Failure why) implements Connection {}
}
