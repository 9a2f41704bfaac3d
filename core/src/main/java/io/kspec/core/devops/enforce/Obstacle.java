package io.kspec.core.devops.enforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.ownership.GitOps;
import java.util.Optional;

/// What stands against changing a workload at all. Asked in the order in which it matters to its owner.
final class Obstacle {
    static final String OPT_OUT = "devops.stochastic.io/enforcement";
    static final String OPT_OUT_REASON = "devops.stochastic.io/enforcement-reason";

    private final String key;
    private final JsonNode workload;

    private Obstacle(String key, JsonNode workload) {
        this.key = key;
        this.workload = workload;
    }

    static Optional<Skip> of(String key, JsonNode workload, boolean evenManaged) {
        var asked = new Obstacle(key, workload);
        return asked.leaving()
                .or(asked::optedOut)
                .or(asked::controlled)
                .or(() -> evenManaged ? Optional.empty() : asked.managed())
                .or(asked::paused)
                .or(asked::byHand)
                .or(asked::empty);
    }

    private Optional<Skip> leaving() {
        return when(
                workload.path("metadata").hasNonNull("deletionTimestamp"),
                SkipReason.BEING_DELETED,
                "it is being deleted");
    }

    private Optional<Skip> optedOut() {
        JsonNode annotations = workload.path("metadata").path("annotations");
        String reason = annotations.path(OPT_OUT_REASON).asText("no reason is given in " + OPT_OUT_REASON);
        return when(
                annotations.path(OPT_OUT).asText("").equals("disabled"),
                SkipReason.OPTED_OUT,
                "its annotation %s is disabled: %s".formatted(OPT_OUT, reason));
    }

    private Optional<Skip> controlled() {
        for (JsonNode owner : workload.path("metadata").path("ownerReferences")) {
            if (owner.path("controller").asBoolean(false)) {
                return Optional.of(new Skip(
                        key,
                        SkipReason.CONTROLLED,
                        "it is controlled by %s %s, which would take the change back"
                                .formatted(
                                        owner.path("kind").asText(""),
                                        owner.path("name").asText(""))));
            }
        }
        return Optional.empty();
    }

    private Optional<Skip> managed() {
        return GitOps.of(workload)
                .map(source -> new Skip(
                        key,
                        SkipReason.MANAGED_ELSEWHERE,
                        "it is kept by %s; change it there, or annotate the policy with %s: managed"
                                .formatted(source.sentence(), EnforcingPolicy.ENFORCE_ALSO)));
    }

    private Optional<Skip> paused() {
        return when(workload.path("spec").path("paused").asBoolean(false), SkipReason.PAUSED, "its rollout is paused");
    }

    private Optional<Skip> byHand() {
        return when(
                workload.path("spec")
                        .path("updateStrategy")
                        .path("type")
                        .asText("")
                        .equals("OnDelete"),
                SkipReason.UPDATED_BY_HAND,
                "its update strategy is OnDelete, so no pod would change");
    }

    private Optional<Skip> empty() {
        JsonNode replicas = workload.path("spec").path("replicas");
        return when(
                replicas.isNumber() && replicas.asInt() == 0, SkipReason.NO_REPLICAS, "it is scaled to zero replicas");
    }

    private Optional<Skip> when(boolean so, SkipReason reason, String why) {
        return so ? Optional.of(new Skip(key, reason, why)) : Optional.empty();
    }
}
