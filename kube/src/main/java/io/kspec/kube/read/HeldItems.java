package io.kspec.kube.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.kspec.core.cluster.Resource;
import io.kspec.kube.compact.CompactJson;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where an informer keeps the objects of one kind: compact, in the order in which a list has them. What it gives
/// back to the informer is a shell with the name and the version, which is all that an informer looks at.
final class HeldItems implements ItemStore<GenericKubernetesResource> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Resource resource;
    private final String apiVersion;
    private final CompactJson compact;
    private final ConcurrentNavigableMap<String, JsonNode> items = new ConcurrentSkipListMap<>();
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    HeldItems(Resource resource, String apiVersion, CompactJson compact) {
        this.resource = resource;
        this.apiVersion = apiVersion;
        this.compact = compact;
    }

    /// The objects, by namespace and name.
    List<JsonNode> list() {
        return List.copyOf(items.values());
    }

    Stream<JsonNode> stream() {
        return items.values().stream();
    }

    /// Looks whenever something changes, and now and then, until it is so or time is up.
    boolean awaitThat(BooleanSupplier so, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            while (!so.getAsBoolean()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                var _ = changed.awaitNanos(Math.min(left, LOOK_AGAIN.toNanos()));
            }
            return true;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void tellChange() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String getKey(GenericKubernetesResource object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource object) {
        JsonNode before = items.put(key, compact.of(Essence.of(resource, tree(object))));
        tellChange();
        return shell(before);
    }

    @Override
    public @Nullable GenericKubernetesResource remove(String key) {
        JsonNode before = items.remove(key);
        tellChange();
        return shell(before);
    }

    @Override
    public @Nullable GenericKubernetesResource get(String key) {
        return shell(items.get(key));
    }

    @Override
    public Stream<String> keySet() {
        return items.keySet().stream();
    }

    @Override
    @SuppressWarnings("NullAway") // what is held has a shell
    public Stream<GenericKubernetesResource> values() {
        return stream().map(HeldItems::shell);
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public boolean isFullState() {
        return false;
    }

    /// As a list by hand gives it: first what it is, then what it holds.
    private JsonNode tree(GenericKubernetesResource object) {
        object.getMetadata().setManagedFields(List.of()); // they would be turned into a tree only to be left out
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        named.put("apiVersion", apiVersion);
        named.put("kind", resource.kind());
        ObjectNode given = JSON.valueToTree(object);
        given.remove(List.of("apiVersion", "kind"));
        named.setAll(given);
        return named;
    }

    private static @Nullable GenericKubernetesResource shell(@Nullable JsonNode item) {
        if (item == null) {
            return null;
        }
        JsonNode metadata = item.path("metadata");
        ObjectMeta named = new ObjectMetaBuilder()
                .withName(metadata.path("name").asText(""))
                .withUid(metadata.path("uid").asText(""))
                .withResourceVersion(metadata.path("resourceVersion").asText(""))
                .build();
        if (metadata.has("namespace")) {
            named.setNamespace(metadata.path("namespace").asText());
        }
        var shell = new GenericKubernetesResource();
        shell.setApiVersion(item.path("apiVersion").asText(""));
        shell.setKind(item.path("kind").asText(""));
        shell.setMetadata(named);
        return shell;
    }
}
