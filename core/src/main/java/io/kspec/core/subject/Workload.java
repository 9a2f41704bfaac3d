package io.kspec.core.subject;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.SubjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A subject that holds a pod. Reading is lenient: a field of the wrong shape reads as absent, so that no input
/// throws; the API server and the file reader refuse such objects on their own.
///
/// @param template the pod's metadata and spec
public record Workload(Subject subject, WorkloadKind kind, JsonNode template, List<Container> containers) {
    public Workload {
        containers = List.copyOf(containers);
    }

    /// Empty when the object is none of the seven kinds.
    public static Optional<Workload> of(JsonNode json) {
        return of(Subject.of(json));
    }

    public static Optional<Workload> of(Subject subject) {
        return WorkloadKind.of(subject.ref().apiVersion(), subject.ref().kind()).map(kind -> {
            JsonNode template = at(subject.json(), kind.template());
            return new Workload(subject, kind, template, containers(template, kind.template()));
        });
    }

    /// A tree that is known to be a Pod, whether it says so or not: the items of a list do not always.
    public static Workload pod(JsonNode json) {
        FieldPath template = WorkloadKind.POD.template();
        return new Workload(Subject.of(json), WorkloadKind.POD, json, containers(json, template));
    }

    /// The same workload with another tree, for example after an edit.
    public Workload as(JsonNode json) {
        JsonNode template = at(json, kind.template());
        return new Workload(new Subject(subject.ref(), json), kind, template, containers(template, kind.template()));
    }

    public SubjectRef ref() {
        return subject.ref();
    }

    /// The pod's spec; a missing node when there is none.
    public JsonNode podSpec() {
        return template.path("spec");
    }

    /// Where [#podSpec] stands in the subject.
    public FieldPath podSpecPath() {
        return kind.template().field("spec");
    }

    /// The object's uid; empty for objects that no API server has stored.
    public String uid() {
        return subject.json().path("metadata").path("uid").asText("");
    }

    /// The uid of the workload that controls this one; empty when none of the seven kinds does.
    public Optional<String> controller() {
        for (JsonNode owner : subject.json().path("metadata").path("ownerReferences")) {
            boolean judged = WorkloadKind.of(
                            owner.path("apiVersion").asText(""),
                            owner.path("kind").asText(""))
                    .isPresent();
            if (judged && owner.path("controller").asBoolean(false)) {
                return Optional.of(owner.path("uid").asText(""));
            }
        }
        return Optional.empty();
    }

    private static List<Container> containers(JsonNode template, FieldPath templatePath) {
        var found = new ArrayList<Container>();
        JsonNode spec = template.path("spec");
        FieldPath specPath = templatePath.field("spec");
        for (Container.Type type : Container.Type.values()) {
            JsonNode list = spec.path(type.field());
            for (int position = 0; position < list.size() && list.isArray(); position++) {
                JsonNode json = list.path(position);
                found.add(new Container(
                        type,
                        json.path("name").asText(""),
                        specPath.field(type.field()).index(position),
                        json));
            }
        }
        return found;
    }

    private static JsonNode at(JsonNode json, FieldPath path) {
        JsonNode node = json;
        for (String segment : path.segments()) {
            node = node.path(segment);
        }
        return node;
    }
}
