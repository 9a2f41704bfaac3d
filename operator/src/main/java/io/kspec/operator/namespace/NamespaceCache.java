package io.kspec.operator.namespace;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kspec.core.scope.NamespaceLabels;
import io.kspec.kube.read.TrimmedStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The labels of every namespace, kept by a watch on every replica, so that admission decides from memory. While the
/// API server is away the last ones stay; a namespace that was never seen is unknown.
public final class NamespaceCache implements NamespaceLabels, AutoCloseable {
    private final SharedIndexInformer<Namespace> informer;
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

    /// Starts watching; returns when every namespace was read once.
    public NamespaceCache(KubernetesClient client) {
        this.informer = client.namespaces().runnableInformer(0).itemStore(new TrimmedStore<>());
        informer.exceptionHandler((started, problem) -> true);
        informer.addEventHandler(new Watch(this::announce));
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

    /// The labels of every namespace that was seen, by name.
    public Map<String, Map<String, String>> all() {
        var all = new HashMap<String, Map<String, String>>();
        informer.getStore().list().forEach(found -> all.put(found.getMetadata().getName(), labels(found)));
        return all;
    }

    /// Calls `listener` after each change of a name or a label until the returned runnable has run.
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void announce() {
        listeners.forEach(Runnable::run);
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

    private record Watch(Runnable changed) implements ResourceEventHandler<Namespace> {
        @Override
        public void onAdd(Namespace added) {
            changed.run();
        }

        @Override
        public void onUpdate(Namespace before, Namespace after) {
            if (!labels(before).equals(labels(after))) {
                changed.run();
            }
        }

        @Override
        public void onDelete(Namespace gone, boolean finalStateUnknown) {
            changed.run();
        }
    }
}
