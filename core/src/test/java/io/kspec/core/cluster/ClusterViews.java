package io.kspec.core.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.Yaml;
import io.kspec.core.failure.Failure;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Clusters as tests write them: a list of objects, and a document of kind Cluster for facts that are no objects.
public final class ClusterViews {
    public static final Failure REFUSED = new Failure.Forbidden("list", "things", "the cluster");

    /// When a cluster was read unless its document says `readAt`.
    public static final Instant READ_AT = Instant.parse("2026-01-15T12:00:00Z");

    private ClusterViews() {}

    public static ClusterView of(String text) {
        return of(Yaml.documents(text));
    }

    /// Everything was read; what is not in `documents` is not there.
    public static ClusterView of(List<JsonNode> documents) {
        Reading<String> version = new Reading.Unknown<>(REFUSED);
        Instant readAt = READ_AT;
        Reading<Set<String>> groups = new Reading.Unknown<>(REFUSED);
        Map<Resource, Listing> listings = new EnumMap<>(Resource.class);
        for (Resource resource : Resource.values()) {
            listings.put(
                    resource,
                    Listing.complete(documents.stream()
                            .filter(json -> json.path("kind").asText().equals(resource.kind()))
                            .toList()));
        }
        for (JsonNode json : documents) {
            if (json.has("version")) {
                version = new Reading.Known<>(json.path("version").asText());
            }
            if (json.has("readAt")) {
                readAt = Instant.parse(json.path("readAt").asText());
            }
            if (json.has("apiGroups")) {
                var names = new HashSet<String>();
                json.path("apiGroups").forEach(name -> names.add(name.asText()));
                groups = new Reading.Known<>(Set.copyOf(names));
            }
        }
        return new ClusterView(version, groups, listings, readAt);
    }

    /// The same cluster, with a reason why these resources could not all be read.
    public static ClusterView withGap(ClusterView cluster, Failure why, Resource... resources) {
        Map<Resource, Listing> listings = new EnumMap<>(Resource.class);
        listings.putAll(cluster.listings());
        Arrays.stream(resources)
                .forEach(resource -> listings.put(
                        resource, new Listing(cluster.list(resource).items(), List.of(why))));
        return new ClusterView(cluster.version(), cluster.apiGroups(), listings, cluster.readAt());
    }
}
