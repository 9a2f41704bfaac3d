package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What kspec observed of a specification: the `status` of a ClusterSpecification. Times are RFC 3339 in UTC.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterSpecStatus(
        @Nullable Phase phase,
        @Nullable Long observedGeneration,
        @Nullable String lastScanTime,
        @Nullable String nextScanTime,
        @Nullable Integer complianceScore,
        List<Condition> conditions,
        @Nullable StatusSummary summary,
        @Nullable EnforcementStatus enforcement,
        @Nullable WebhooksStatus webhooks,
        List<String> unsupportedKeys) {
    public ClusterSpecStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        unsupportedKeys = unsupportedKeys == null ? List.of() : List.copyOf(unsupportedKeys);
    }
}
