package io.kspec.kube.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Listing;
import io.kspec.core.cluster.Resource;
import io.kspec.kube.compact.CompactJson;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// What [ClusterReader] reads, kept warm by watches, and small: of each object its essence, equal parts only once.
///
/// A kind is watched from the first time it is asked for, and no more when nothing asked for it in the last reading.
/// Every reading looks at the server once per kind: what it refuses is a gap at once, and what it no longer agrees
/// with is listed anew. So a reading is never older than the server allows to be known, and a server that is away
/// leaves gaps, not yesterday's cluster.
///
/// One for all specifications of a term; safe for use by many threads.
public final class ClusterProjection implements AutoCloseable {
    private final KubernetesClient client;
    private final ClusterReader reader;
    private final Pages pages;
    private final InstantSource clock;
    private final Map<Resource, WatchedKind> watched = new ConcurrentHashMap<>();
    private final CompactJson compact = new CompactJson(this::live);

    public ClusterProjection(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.pages = new Pages(client);
        this.reader = new ClusterReader(client, compact);
        this.clock = clock;
    }

    /// The cluster as far as every object's essence goes; the answer has a listing for each resource.
    public ClusterView read(Set<Resource> resources) {
        return reader.read(resources, this::listing);
    }

    /// The cluster with every field of every object, which nobody keeps: listed anew.
    public ClusterView readWhole(Set<Resource> resources) {
        return reader.read(resources);
    }

    /// Stops the watches of kinds that nobody reads any more.
    ///
    /// @param resources that somebody reads
    public void keepOnly(Set<Resource> resources) {
        for (Resource resource : Set.copyOf(watched.keySet())) {
            if (!resources.contains(resource)) {
                stop(resource);
            }
        }
    }

    private Optional<Listing> listing(Resource resource) {
        return switch (glance(resource)) {
            case Glance.Refused _ -> {
                stop(resource);
                yield Optional.empty();
            }
            case Glance.Seen seen ->
                current(resource, seen).map(kind -> Listing.complete(kind.held().list()));
        };
    }

    /// The kind as the server has it: as it is held, or watched anew.
    private Optional<WatchedKind> current(Resource resource, Glance.Seen seen) {
        WatchedKind before = watched.get(resource);
        if (before != null && before.agreesWith(seen)) {
            return Optional.of(before);
        }
        stop(resource);
        return start(resource, seen);
    }

    /// One after the other: the first list of a large kind is where memory is needed most.
    private synchronized Optional<WatchedKind> start(Resource resource, Glance.Seen seen) {
        WatchedKind other = watched.get(resource);
        if (other != null) {
            return Optional.of(other);
        }
        Optional<WatchedKind> fresh = WatchedKind.start(client, resource, seen.apiVersion(), compact, clock);
        fresh.ifPresent(kind -> watched.put(resource, kind));
        return fresh;
    }

    private void stop(Resource resource) {
        WatchedKind before = watched.remove(resource);
        if (before != null) {
            before.close();
        }
    }

    private Glance glance(Resource resource) {
        Glance glance = pages.glance(resource.apiVersion(), resource.plural());
        for (String older : resource.olderVersions()) {
            if (glance instanceof Glance.Seen) {
                break;
            }
            glance = pages.glance(older, resource.plural());
        }
        return glance;
    }

    private Stream<JsonNode> live() {
        return watched.values().stream().flatMap(kind -> kind.held().stream());
    }

    @Override
    public void close() {
        Set.copyOf(watched.keySet()).forEach(this::stop);
    }
}
