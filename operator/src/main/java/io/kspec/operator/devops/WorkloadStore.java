package io.kspec.operator.devops;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an informer keeps of workloads: nothing but the sign that one of them changed in what enforcement reads. The
/// workloads themselves are read when they are judged.
final class WorkloadStore implements ItemStore<GenericKubernetesResource> {
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Runnable changed;

    /// @param sign of its spec, labels, annotations, owners and deletion
    private record Kept(String resourceVersion, int sign) {}

    WorkloadStore(Runnable changed) {
        this.changed = changed;
    }

    @Override
    public String getKey(GenericKubernetesResource workload) {
        return Cache.metaNamespaceKeyFunc(workload);
    }

    @Override
    public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource workload) {
        ObjectMeta metadata = workload.getMetadata();
        var next = new Kept(
                Objects.requireNonNullElse(metadata.getResourceVersion(), ""),
                Objects.hash(
                        metadata.getUid(),
                        metadata.getGeneration(),
                        metadata.getLabels(),
                        metadata.getAnnotations(),
                        metadata.getOwnerReferences(),
                        metadata.getDeletionTimestamp()));
        Kept before = kept.put(key, next);
        if (before == null || before.sign() != next.sign()) {
            changed.run();
        }
        return before == null ? null : restored(key, before);
    }

    @Override
    public @Nullable GenericKubernetesResource remove(String key) {
        Kept before = kept.remove(key);
        if (before == null) {
            return null;
        }
        changed.run();
        return restored(key, before);
    }

    @Override
    public Stream<String> keySet() {
        return kept.keySet().stream();
    }

    @Override
    public Stream<GenericKubernetesResource> values() {
        return kept.entrySet().stream().map(entry -> restored(entry.getKey(), entry.getValue()));
    }

    @Override
    public int size() {
        return kept.size();
    }

    @Override
    public @Nullable GenericKubernetesResource get(String key) {
        Kept found = kept.get(key);
        return found == null ? null : restored(key, found);
    }

    @Override
    public boolean isFullState() {
        return false;
    }

    private static GenericKubernetesResource restored(String key, Kept kept) {
        var workload = new GenericKubernetesResource();
        workload.setMetadata(new ObjectMetaBuilder()
                .withNamespace(key.substring(0, key.indexOf('/')))
                .withName(key.substring(key.indexOf('/') + 1))
                .withResourceVersion(kept.resourceVersion())
                .build());
        return workload;
    }
}
