package io.kspec.operator.namespace;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kspec.core.scope.NamespaceLabels;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The labels of every namespace, kept by a watch on every replica, so that admission decides from memory. While the
/// API server is away the last ones stay; a namespace that was never seen is unknown.
public final class NamespaceCache implements NamespaceLabels, AutoCloseable {
    private final SharedIndexInformer<Namespace> informer;

    /// Starts watching; returns when every namespace was read once.
    public NamespaceCache(KubernetesClient client) {
        this.informer = client.namespaces().runnableInformer(0);
        informer.exceptionHandler((started, problem) -> true);
        informer.run();
    }

    /// Whether every namespace was read once.
    public boolean ready() {
        return informer.hasSynced();
    }

    @Override
    public Optional<Map<String, String>> of(String namespace) {
        return Optional.ofNullable(informer.getIndexer().getByKey(namespace)).map(NamespaceCache::labels);
    }

    /// The API server labels every namespace with its name.
    private static Map<String, String> labels(Namespace namespace) {
        var labels = new HashMap<String, String>();
        labels.put("kubernetes.io/metadata.name", namespace.getMetadata().getName());
        labels.putAll(namespace.getMetadata().getLabels());
        return labels;
    }

    @Override
    public void close() {
        informer.close();
    }
}
