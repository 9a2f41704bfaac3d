package io.kspec.operator.devops;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The essence of every pod of the cluster, kept by a watch. While the API server is away the last ones stay.
final class PodCache implements AutoCloseable {
    private static final long PAGE = 500;

    private final PodStore store;
    private final SharedIndexInformer<Pod> informer;

    /// Starts nothing yet. `changed` is told the namespace whenever its pods changed.
    PodCache(KubernetesClient client, Consumer<String> changed) {
        this.store = new PodStore(changed);
        this.informer = client.pods()
                .inAnyNamespace()
                .withLimit(PAGE)
                .runnableInformer(0)
                .removeNamespaceIndex()
                .itemStore(store);
        informer.exceptionHandler((started, problem) -> true);
    }

    /// Completes when every pod was read once.
    CompletableFuture<Void> start() {
        return informer.start().toCompletableFuture();
    }

    List<JsonNode> of(String namespace) {
        return store.of(namespace);
    }

    @Override
    public void close() {
        informer.close();
    }
}
