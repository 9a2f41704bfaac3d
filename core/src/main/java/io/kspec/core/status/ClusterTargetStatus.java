package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What kspec observed of a remote cluster.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterTargetStatus(
        @Nullable Boolean reachable,
        @Nullable String lastChecked,
        @Nullable String version,
        @Nullable String uid,
        @Nullable Integer nodeCount,
        @Nullable String platform,
        @Nullable Integer latencyMs,
        @Nullable String credentialsExpireAt,
        @Nullable Long observedGeneration,
        List<Condition> conditions) {
    public ClusterTargetStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
