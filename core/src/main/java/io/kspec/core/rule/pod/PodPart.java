package io.kspec.core.rule.pod;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.fix.Edit;
import io.kspec.core.subject.Container;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A part of a pod in which fields stand: its spec, its metadata, a container, an element of a list below one of
/// them. Fields are named by dotted paths from the part; the empty path is the part itself. Reading is lenient: what
/// leads nowhere is missing.
///
/// @param container whose part it is; empty for the pod's
/// @param path from the root of the subject
public record PodPart(Optional<Container> container, FieldPath path, JsonNode json) {
    private static final int LONGEST_VALUE = 80;
    private static final int MOST_FIELDS = 1000;
    private static final Map<String, List<String>> SEGMENTS = new ConcurrentHashMap<>();

    /// The pod's spec.
    public static PodPart spec(Workload workload) {
        return new PodPart(Optional.empty(), workload.podSpecPath(), workload.podSpec());
    }

    /// The metadata of the pod or pod template.
    public static PodPart metadata(Workload workload) {
        return new PodPart(
                Optional.empty(),
                workload.kind().template().field("metadata"),
                workload.template().path("metadata"));
    }

    /// Init, regular and ephemeral containers, in that order.
    public static List<PodPart> containers(Workload workload) {
        return workload.containers().stream()
                .map(one -> new PodPart(Optional.of(one), one.path(), one.json()))
                .toList();
    }

    /// The pod's spec, then the containers: all that have a `securityContext`.
    public static List<PodPart> specAndContainers(Workload workload) {
        return Stream.concat(Stream.of(spec(workload)), containers(workload).stream())
                .toList();
    }

    /// Whether this is an init or regular container, not one that came later to debug.
    public boolean isDeclared() {
        return container.filter(one -> one.type() != Container.Type.EPHEMERAL).isPresent();
    }

    /// Whether this is a container that runs as long as its pod: a regular one, or an init container that is
    /// always restarted.
    public boolean runsOn() {
        return container
                .filter(one -> switch (one.type()) {
                    case REGULAR -> true;
                    case INIT -> text("restartPolicy").equals("Always");
                    case EPHEMERAL -> false;
                })
                .isPresent();
    }

    public JsonNode at(String dotted) {
        JsonNode node = json;
        for (String segment : segments(dotted)) {
            node = node.path(segment);
        }
        return node;
    }

    /// Rules name a few dozen fields, the same ones for every pod: their paths are taken apart once.
    private static List<String> segments(String dotted) {
        return SEGMENTS.size() < MOST_FIELDS
                ? SEGMENTS.computeIfAbsent(dotted, path -> FieldPath.of(path).segments())
                : SEGMENTS.getOrDefault(dotted, FieldPath.of(dotted).segments());
    }

    public boolean isTrue(String dotted) {
        return at(dotted).asBoolean(false);
    }

    /// Whether a field is there; null is absent, as the API server reads.
    public boolean has(String dotted) {
        JsonNode node = at(dotted);
        return !node.isMissingNode() && !node.isNull();
    }

    /// The text at a field; empty for anything else.
    public String text(String dotted) {
        JsonNode node = at(dotted);
        return node.isTextual() ? node.asText() : "";
    }

    /// The elements of a list; none where there is no list.
    public List<PodPart> list(String dotted) {
        JsonNode list = at(dotted);
        var elements = new ArrayList<PodPart>();
        for (int position = 0; list.isArray() && position < list.size(); position++) {
            elements.add(new PodPart(container, path.then(FieldPath.of(dotted)).index(position), list.path(position)));
        }
        return elements;
    }

    /// What stands at a field, short enough for a sentence; `absent` when nothing does.
    public String shown(String dotted) {
        if (!has(dotted)) {
            return "absent";
        }
        JsonNode node = at(dotted);
        String text = node.isTextual() ? "\"%s\"".formatted(node.asText()) : node.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }

    /// This field offends by what it holds.
    public Offence offence(String dotted, String demanded) {
        return new Offence(container, path.then(FieldPath.of(dotted)), shown(dotted), demanded, List.of());
    }

    public Edit remove(String dotted) {
        return new Edit.Remove(path.then(FieldPath.of(dotted)));
    }

    public Edit put(String dotted, JsonNode value) {
        return new Edit.Put(path.then(FieldPath.of(dotted)), value);
    }
}
