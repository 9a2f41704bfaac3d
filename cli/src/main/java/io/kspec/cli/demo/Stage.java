package io.kspec.cli.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Where scenes play.
///
/// @param client acts as an administrator of the cluster
/// @param api the same cluster, by plain requests
/// @param operator the operator's process
/// @param kubeconfig of the cluster
/// @param fleet the Operator Manager, from the scene on that starts it
record Stage(KubernetesClient client, Api api, OperatorProcess operator, Path kubeconfig, Fleet fleet) {
    /// Waits for something that only a living operator can bring about; see [Until#seen].
    <T> T seen(Duration patience, String what, Supplier<Optional<T>> look) {
        return Until.seen(patience, what, () -> {
            if (!operator.alive()) {
                throw new SceneFailed("there is no %s, because the operator has ended; the end of its log:\n%s"
                        .formatted(what, operator.lastWords()));
            }
            return look.get();
        });
    }
}
