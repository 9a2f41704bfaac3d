package io.kspec.operator.devops;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an informer keeps of pods: their essence, by namespace. Tells of a namespace whenever something that an
/// evaluation reads came, went or changed; a heartbeat does not count. Used by many threads.
final class PodStore implements ItemStore<Pod> {
    private final Map<String, Map<String, Kept>> namespaces = new ConcurrentHashMap<>();
    private final Consumer<String> changed;

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere; a list of bytes would take eight times the room
    private record Kept(String resourceVersion, byte[] essence) {}

    /// `changed` is told the namespace.
    PodStore(Consumer<String> changed) {
        this.changed = changed;
    }

    /// The pods of a namespace, as far as an evaluation reads them.
    List<JsonNode> of(String namespace) {
        return namespaces.getOrDefault(namespace, Map.of()).values().stream()
                .map(kept -> PodEssence.read(kept.essence()))
                .toList();
    }

    @Override
    public String getKey(Pod pod) {
        return Cache.metaNamespaceKeyFunc(pod);
    }

    @Override
    public @Nullable Pod put(String key, Pod pod) {
        var next = new Kept(Objects.requireNonNullElse(pod.getMetadata().getResourceVersion(), ""), PodEssence.of(pod));
        Kept before = namespaces
                .computeIfAbsent(namespace(key), _ -> new ConcurrentHashMap<>())
                .put(name(key), next);
        if (before == null || !Arrays.equals(before.essence(), next.essence())) {
            changed.accept(namespace(key));
        }
        return before == null ? null : restored(key, before);
    }

    @Override
    public @Nullable Pod remove(String key) {
        Map<String, Kept> pods = namespaces.getOrDefault(namespace(key), Map.of());
        Kept before = pods.isEmpty() ? null : pods.remove(name(key));
        if (before == null) {
            return null;
        }
        changed.accept(namespace(key));
        namespaces.computeIfPresent(namespace(key), (_, left) -> left.isEmpty() ? null : left);
        return restored(key, before);
    }

    @Override
    public Stream<String> keySet() {
        return namespaces.entrySet().stream()
                .flatMap(pods -> pods.getValue().keySet().stream().map(name -> pods.getKey() + "/" + name));
    }

    @Override
    public Stream<Pod> values() {
        return keySet().map(this::get).filter(Objects::nonNull);
    }

    @Override
    public int size() {
        return namespaces.values().stream().mapToInt(Map::size).sum();
    }

    @Override
    public @Nullable Pod get(String key) {
        Kept kept = namespaces.getOrDefault(namespace(key), Map.of()).get(name(key));
        return kept == null ? null : restored(key, kept);
    }

    @Override
    public boolean isFullState() {
        return false;
    }

    /// Enough for an informer: who it is and which version.
    private static Pod restored(String key, Kept kept) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace(key))
                .withName(name(key))
                .withResourceVersion(kept.resourceVersion())
                .endMetadata()
                .build();
    }

    private static String namespace(String key) {
        return key.substring(0, key.indexOf('/'));
    }

    private static String name(String key) {
        return key.substring(key.indexOf('/') + 1);
    }
}
