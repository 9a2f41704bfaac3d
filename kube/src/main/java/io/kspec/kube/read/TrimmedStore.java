package io.kspec.kube.read;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where an informer keeps objects without what nobody reads of them: their managed fields, which often weigh more
/// than all the rest, and what else is named.
public final class TrimmedStore<T extends HasMetadata> extends BasicItemStore<T> {
    private final Consumer<T> trim;

    public TrimmedStore() {
        this(_ -> {});
    }

    /// @param trim takes out what else is not kept
    public TrimmedStore(Consumer<T> trim) {
        super(Cache::metaNamespaceKeyFunc);
        this.trim = trim;
    }

    @Override
    public @Nullable T put(String key, T object) {
        object.getMetadata().setManagedFields(List.of());
        trim.accept(object);
        return super.put(key, object);
    }
}
