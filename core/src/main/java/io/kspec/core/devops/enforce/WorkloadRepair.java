package io.kspec.core.devops.enforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is to be added to the template of one workload, and what is left and why.
///
/// The template is judged and changed, never a pod: pods carry what admission injected, and those of an old revision
/// are on their way out anyway.
///
/// @param workload `deployment/production/web`
/// @param patch what is applied under [#MANAGER]; empty when nothing is to be done, or nothing may be
/// @param added one clause for each addition, in document order: `container app: livenessProbe on TCP port 80`
public record WorkloadRepair(String workload, Optional<ObjectNode> patch, List<String> added, List<Skip> skipped) {
    /// The field manager of all additions.
    public static final String MANAGER = "kspec-devops";

    /// On the template of every workload that was mended.
    public static final String PATCHED_BY = "devops.stochastic.io/patched-by";

    static final String PATCHED_BY_VALUE = "kube-devops-operator";

    public WorkloadRepair {
        added = List.copyOf(added);
        skipped = List.copyOf(skipped);
    }

    /// Never throws for any tree; a template without containers needs nothing.
    ///
    /// @param workload a Deployment, StatefulSet or DaemonSet as the API server gives it, with `managedFields`
    public static WorkloadRepair of(JsonNode workload, Demand demand) {
        String key = key(workload);
        var additions = new TemplateAdditions(key, workload, demand);
        additions.collect();
        if (additions.isEmpty()) {
            return new WorkloadRepair(key, Optional.empty(), List.of(), List.of());
        }
        return Obstacle.of(key, workload, demand.evenManaged())
                .map(obstacle -> new WorkloadRepair(key, Optional.empty(), List.of(), List.of(obstacle)))
                .orElseGet(() -> new WorkloadRepair(key, additions.patch(), additions.added(), additions.skipped()));
    }

    /// `deployment/production/web`.
    public static String key(JsonNode workload) {
        JsonNode metadata = workload.path("metadata");
        return "%s/%s/%s"
                .formatted(
                        workload.path("kind").asText("").toLowerCase(Locale.ROOT),
                        metadata.path("namespace").asText(""),
                        metadata.path("name").asText(""));
    }
}
