package io.kspec.server.cluster;

import io.kspec.server.web.Code;
import io.kspec.server.web.Problem;
import java.util.Optional;

/// Clusters that a request names.
public final class Found {
    private Found() {}

    /// Throws [io.kspec.server.web.Refused] (404) when there is none of that name.
    public static Cluster required(Optional<Cluster> cluster, String name) {
        return cluster.orElseThrow(() -> new Problem(
                        Code.CLUSTER_NOT_FOUND,
                        "No cluster named %s is registered. GET /api/v1/clusters lists them.".formatted(name))
                .refused());
    }
}
