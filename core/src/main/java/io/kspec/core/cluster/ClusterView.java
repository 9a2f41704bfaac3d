package io.kspec.core.cluster;

import io.kspec.core.failure.Failure;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// A cluster as it was read at one time; no rule reads anything else.
///
/// @param version what `/version` says, for example `v1.35.4` or `v1.29.3-eks-abc`
/// @param apiGroups the API groups that are served, for example `kyverno.io`
/// @param listings what was listed; what was not asked for is a gap, never empty
/// @param readAt when the reading began; "now" for every rule that looks at a date
public record ClusterView(
        Reading<String> version, Reading<Set<String>> apiGroups, Map<Resource, Listing> listings, Instant readAt) {
    public ClusterView {
        listings = Map.copyOf(listings);
    }

    public Listing list(Resource resource) {
        return listings.getOrDefault(
                resource,
                Listing.unread(new Failure.InternalFault(
                        "%s were not read before they were judged".formatted(resource.plural()), "scan")));
    }
}
