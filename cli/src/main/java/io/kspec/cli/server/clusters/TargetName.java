package io.kspec.cli.server.clusters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A ClusterTarget in a registered cluster, as requests and answers name it.
record TargetName(
        @Nullable String cluster,
        @Nullable String namespace,
        @Nullable String name) {
    private static final int PARTS = 3;

    /// Of `HOLDER/NAMESPACE/NAME`; empty for anything else.
    static Optional<TargetName> of(String words) {
        List<String> parts = List.of(words.split("/", -1));
        return parts.size() == PARTS && parts.stream().noneMatch(String::isBlank)
                ? Optional.of(new TargetName(parts.getFirst(), parts.get(1), parts.getLast()))
                : Optional.empty();
    }

    void into(ObjectNode request) {
        request.putObject("clusterTarget")
                .put("cluster", cluster)
                .put("namespace", namespace)
                .put("name", name);
    }

    /// `ClusterTarget fleet/prod-eu in cluster hub`.
    String words() {
        return "ClusterTarget %s/%s in cluster %s".formatted(namespace, name, cluster);
    }
}
