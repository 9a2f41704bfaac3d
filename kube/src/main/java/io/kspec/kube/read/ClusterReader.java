package io.kspec.kube.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Listing;
import io.kspec.core.cluster.Reading;
import io.kspec.core.cluster.Resource;
import io.kspec.core.failure.Failure;
import io.kspec.kube.compact.CompactJson;
import io.kspec.kube.failure.ApiFailures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.StreamSupport;

/// Gathers a [ClusterView] from a live API server: every read of a scan, and no write.
///
/// Lists over the whole cluster; where that is refused, namespace by namespace, and each refused namespace is a gap.
/// A kind that a cluster need not serve has no objects where it is not served; a refusal is a gap all the same.
/// A server that does not answer is asked once: then every list is a gap with the same reason.
public final class ClusterReader {
    private static final int WIDTH = 8;
    private static final String THE_CLUSTER = "the cluster";
    private static final String SPECIFICATIONS = "clusterspecifications";

    private final Pages pages;
    private final String server;
    private final Optional<String> onlyNamespace;

    public ClusterReader(KubernetesClient client) {
        this(client, Optional.empty());
    }

    /// Reads namespaced objects of one namespace only, and of namespaces only that one.
    public ClusterReader(KubernetesClient client, Optional<String> onlyNamespace) {
        this(client, new Pages(client), onlyNamespace);
    }

    /// Makes every object compact as it comes.
    ClusterReader(KubernetesClient client, CompactJson compact) {
        this(client, new Pages(client, compact::of), Optional.empty());
    }

    private ClusterReader(KubernetesClient client, Pages pages, Optional<String> onlyNamespace) {
        this.pages = pages;
        this.server = client.getMasterUrl().toString();
        this.onlyNamespace = onlyNamespace;
    }

    /// Reads what was asked for; the answer has a listing for each resource.
    public ClusterView read(Set<Resource> resources) {
        return read(resources, _ -> Optional.empty());
    }

    /// Reads what was asked for, as far as it is not known.
    ///
    /// @param known the complete listing of a resource; empty where it has to be read
    ClusterView read(Set<Resource> resources, Function<Resource, Optional<Listing>> known) {
        Instant readAt = Instant.now();
        Reading<String> version = version();
        if (version instanceof Reading.Unknown<String>(Failure why) && isSilence(why)) {
            Map<Resource, Listing> unread =
                    resources.stream().collect(Collectors.toMap(resource -> resource, _ -> Listing.unread(why)));
            return new ClusterView(version, new Reading.Unknown<>(why), unread, readAt);
        }
        Supplier<Listed> namespaces = new Once<>(() -> whole(Resource.NAMESPACES));
        Map<Resource, Listing> listings = new EnumMap<>(Resource.class);
        resources.stream()
                .gather(Gatherers.mapConcurrent(
                        WIDTH,
                        resource -> Map.entry(
                                resource, known.apply(resource).orElseGet(() -> listing(resource, namespaces)))))
                .forEach(listed -> listings.put(listed.getKey(), listed.getValue()));
        return new ClusterView(version, apiGroups(), listings, readAt);
    }

    /// What `/version` says.
    public Reading<String> version() {
        return reading("/version", answer -> answer.path("gitVersion").asText(""));
    }

    /// The ClusterSpecifications of the cluster; none where their CRD is not installed.
    public Listing specifications() {
        return own(SPECIFICATIONS, "ClusterSpecification");
    }

    /// The PolicyTemplates of the cluster; none where their CRD is not installed.
    public Listing templates() {
        return own("policytemplates", "PolicyTemplate");
    }

    private Listing own(String plural, String kind) {
        return switch (pages.list("/apis/kspec.io/v1alpha1/" + plural, "kspec.io/v1alpha1", kind)) {
            case Listed.Items(List<JsonNode> items) -> Listing.complete(items);
            case Listed.Refused refused when refused.notServed() -> Listing.complete(List.of());
            case Listed.Refused refused -> Listing.unread(failure(refused, plural, THE_CLUSTER));
        };
    }

    private Reading<Set<String>> apiGroups() {
        return reading(
                "/apis", answer -> StreamSupport.stream(answer.path("groups").spliterator(), false)
                        .map(group -> group.path("name").asText(""))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private <T> Reading<T> reading(String path, Function<JsonNode, T> fact) {
        try {
            return new Reading.Known<>(fact.apply(pages.get(path)));
        } catch (KubernetesClientException refused) {
            return new Reading.Unknown<>(ApiFailures.of(refused, server, "get", path, THE_CLUSTER));
        }
    }

    private Listing listing(Resource resource, Supplier<Listed> namespaces) {
        if (onlyNamespace.isPresent()) {
            return resource.namespaced() || resource == Resource.NAMESPACES
                    ? only(resource, onlyNamespace.get(), namespaces)
                    : listing(resource, whole(resource), THE_CLUSTER);
        }
        Listed listed = resource == Resource.NAMESPACES ? namespaces.get() : whole(resource);
        if (resource.namespaced() && listed instanceof Listed.Refused refused && refused.forbidden()) {
            return namespaceByNamespace(resource, refused, namespaces.get());
        }
        return listing(resource, listed, THE_CLUSTER);
    }

    private Listing only(Resource resource, String namespace, Supplier<Listed> namespaces) {
        if (resource != Resource.NAMESPACES) {
            return listing(resource, in(resource, namespace), namespace);
        }
        Listing all = listing(resource, namespaces.get(), THE_CLUSTER);
        List<JsonNode> one = all.items().stream()
                .filter(item -> item.path("metadata").path("name").asText("").equals(namespace))
                .toList();
        return new Listing(one, all.gaps());
    }

    /// The account may not list over the whole cluster, but perhaps in some namespaces.
    private Listing namespaceByNamespace(Resource resource, Listed.Refused whole, Listed namespaces) {
        return switch (namespaces) {
            case Listed.Refused _ -> Listing.unread(failure(whole, resource.plural(), THE_CLUSTER));
            case Listed.Items(List<JsonNode> known) -> {
                var items = new ArrayList<JsonNode>();
                var gaps = new ArrayList<Failure>();
                known.stream()
                        .map(namespace ->
                                namespace.path("metadata").path("name").asText(""))
                        .gather(Gatherers.mapConcurrent(
                                WIDTH, namespace -> listing(resource, in(resource, namespace), namespace)))
                        .forEach(listing -> {
                            items.addAll(listing.items());
                            gaps.addAll(listing.gaps());
                        });
                yield new Listing(items, gaps);
            }
        };
    }

    private Listing listing(Resource resource, Listed listed, String scope) {
        return switch (listed) {
            case Listed.Items(List<JsonNode> items) -> Listing.complete(items);
            case Listed.Refused refused
            when refused.notServed() && resource.mayBeUnknown() -> Listing.complete(List.of());
            case Listed.Refused refused -> Listing.unread(failure(refused, resource.plural(), scope));
        };
    }

    private Listed whole(Resource resource) {
        return newest(resource, resource.plural());
    }

    private Listed in(Resource resource, String namespace) {
        return newest(resource, "namespaces/%s/%s".formatted(namespace, resource.plural()));
    }

    /// Asks the newest version that is served; a refusal is the answer of a version that is.
    private Listed newest(Resource resource, String path) {
        Listed listed = in(resource.apiVersion(), path, resource);
        for (String older : resource.olderVersions()) {
            if (!(listed instanceof Listed.Refused refused && refused.notServed())) {
                break;
            }
            listed = in(older, path, resource);
        }
        return listed;
    }

    private Listed in(String apiVersion, String path, Resource resource) {
        return pages.list(Pages.root(apiVersion) + path, apiVersion, resource.kind());
    }

    private Failure failure(Listed.Refused refused, String resource, String scope) {
        return ApiFailures.of(refused.why(), server, "list", resource, scope);
    }

    private static boolean isSilence(Failure why) {
        return why instanceof Failure.Unreachable || why instanceof Failure.Unauthenticated;
    }
}
