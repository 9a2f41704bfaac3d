package io.kspec.core.exemption;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.subject.Workload;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.core.verdict.SubjectRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An object as exemptions see it.
///
/// @param namespace its namespace, or the namespace that it is; empty for what has none
/// @param identities itself first, then the workloads it belongs to, as far as the object says so
/// @param labels its own labels
public record Petitioner(String namespace, List<Identity> identities, Map<String, String> labels) {
    private static final String HASH_LABEL = "pod-template-hash";

    public Petitioner {
        identities = List.copyOf(identities);
        labels = Map.copyOf(labels);
    }

    /// A kind and a name.
    public record Identity(String kind, String name) {}

    /// An object that is known by its name only.
    public static Petitioner of(SubjectRef subject) {
        return new Petitioner(
                subject.kind().equals("Namespace") ? subject.name() : subject.namespace(),
                List.of(new Identity(subject.kind(), subject.name())),
                Map.of());
    }

    /// A workload with its controller, and the controller of that one where names tell: a Deployment names its
    /// ReplicaSets by its own name and the hash that their pods carry, a CronJob its Jobs by a number of minutes.
    public static Petitioner of(Workload workload) {
        var identities = new ArrayList<Identity>();
        identities.add(new Identity(workload.kind().kind(), workload.ref().name()));
        JsonNode metadata = workload.subject().json().path("metadata");
        Map<String, String> labels = labels(metadata.path("labels"));
        for (JsonNode owner : metadata.path("ownerReferences")) {
            if (owner.path("controller").asBoolean(false)) {
                identities.add(new Identity(
                        owner.path("kind").asText(""), owner.path("name").asText("")));
            }
        }
        List.copyOf(identities).forEach(identity -> above(identity, labels, identities));
        return new Petitioner(workload.ref().namespace(), identities, labels);
    }

    private static void above(Identity identity, Map<String, String> labels, List<Identity> identities) {
        String hash = "-" + labels.getOrDefault(HASH_LABEL, "");
        if (identity.kind().equals(WorkloadKind.REPLICA_SET.kind())
                && hash.length() > 1
                && identity.name().endsWith(hash)) {
            identities.add(new Identity(
                    WorkloadKind.DEPLOYMENT.kind(),
                    identity.name().substring(0, identity.name().length() - hash.length())));
        }
        int dash = identity.name().lastIndexOf('-');
        if (identity.kind().equals(WorkloadKind.JOB.kind())
                && dash > 0
                && dash + 1 < identity.name().length()
                && identity.name().substring(dash + 1).chars().allMatch(Character::isDigit)) {
            identities.add(
                    new Identity(WorkloadKind.CRON_JOB.kind(), identity.name().substring(0, dash)));
        }
    }

    private static Map<String, String> labels(JsonNode json) {
        var labels = new LinkedHashMap<String, String>();
        json.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText("")));
        return labels;
    }
}
