package io.kspec.kube.connect;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Which cluster is meant.
///
/// @param kubeconfig one file instead of those that `KUBECONFIG` names
/// @param context instead of the file's current one
/// @param patience for one request
/// @param environment `KUBECONFIG`, proxies and what a pod is told; an argument so that tests have their own
/// @param home where `.kube/config` lies
public record Access(
        Optional<Path> kubeconfig,
        Optional<String> context,
        Duration patience,
        Map<String, String> environment,
        Path home) {
    public Access {
        environment = Map.copyOf(environment);
    }
}
