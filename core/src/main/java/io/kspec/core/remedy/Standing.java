package io.kspec.core.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.subject.Workload;
import java.util.Optional;

/// Who has a say in a workload beside the rules.
final class Standing {
    private Standing() {}

    /// Whether nothing is to be said about it: it is going, its owner opted out, or another workload makes it, which
    /// is judged itself.
    static boolean isLeftAlone(Workload workload) {
        JsonNode json = workload.subject().json();
        return json.path("metadata").hasNonNull("deletionTimestamp")
                || OptOut.of(json)
                || workload.controller().isPresent();
    }

    /// What stands against changing it, whoever asked for it.
    static Optional<String> obstacle(Workload workload) {
        return switch (workload.kind()) {
            case POD -> Optional.of("a pod's fields cannot be changed: make it anew");
            case JOB -> Optional.of("a Job's template cannot be changed: make it anew");
            case REPLICA_SET -> Optional.of("a ReplicaSet's pods do not follow its template: change it and its pods");
            case DEPLOYMENT, STATEFUL_SET, DAEMON_SET, CRON_JOB ->
                controller(workload.subject().json());
        };
    }

    private static Optional<String> controller(JsonNode json) {
        for (JsonNode owner : json.path("metadata").path("ownerReferences")) {
            if (owner.path("controller").asBoolean(false)) {
                return Optional.of("it is controlled by %s %s, which would take the change back: change it there"
                        .formatted(
                                owner.path("kind").asText(""),
                                owner.path("name").asText("")));
            }
        }
        return Optional.empty();
    }
}
