package io.kspec.local;

import java.net.URI;

/// All that is settled about a cluster before its first process starts.
///
/// @param port of the API server, on 127.0.0.1; etcd listens on a socket in the cluster's directory instead
record ClusterSetup(ClusterFiles files, int port, DataPlace data, LocalOptions options, Binaries binaries) {
    URI server() {
        return URI.create("https://127.0.0.1:%d".formatted(port));
    }
}
