package io.kspec.core.rule.workloads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.kspec.core.rule.pod.Cel;
import io.kspec.core.subject.Container;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.FieldPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// A field by dotted path, looked up at each container and, where the container does not set it, at the pod: the
/// container wins, as it does in the kubelet. A path whose first segment no container has (`hostNetwork`) is the
/// pod's alone and is looked up once.
///
/// Null, an empty text, an empty list and an empty object count as absent, since the API server drops them. A path
/// that leads through a list finds nothing.
record ContainerPath(FieldPath path) {
    /// One answer about the field.
    ///
    /// @param container whose the field is; empty when it stands at the pod
    /// @param path from the root of the subject
    /// @param value empty when the field is absent
    record Found(Optional<Container> container, FieldPath path, Optional<JsonNode> value) {}

    /// Empty for an empty path.
    static Optional<ContainerPath> of(String dotted) {
        List<String> segments = PodFields.segments(dotted);
        return segments.stream().noneMatch(String::isBlank)
                ? Optional.of(new ContainerPath(new FieldPath(segments)))
                : Optional.empty();
    }

    List<String> segments() {
        return path.segments();
    }

    boolean ofPod() {
        return !PodFields.ofContainers(segments());
    }

    /// One answer per container that can have the field, in document order; exactly one for a field of the pod. What
    /// several containers take from the pod is answered once.
    List<Found> in(Workload workload) {
        Optional<JsonNode> atPod = value(workload.podSpec());
        Found inherited = atPod(workload);
        if (ofPod()) {
            return List.of(inherited);
        }
        var found = new LinkedHashMap<FieldPath, Found>();
        for (Container container : workload.containers()) {
            if (canHave(container)) {
                Optional<JsonNode> own = value(container.json());
                Found answer = own.isEmpty() && atPod.isPresent()
                        ? inherited
                        : new Found(Optional.of(container), container.path().then(path), orFalse(own));
                found.putIfAbsent(answer.path(), answer);
            }
        }
        return List.copyOf(found.values());
    }

    /// What stands at the pod, whether or not a container takes it from there.
    Found atPod(Workload workload) {
        return new Found(Optional.empty(), workload.podSpecPath().then(path), orFalse(value(workload.podSpec())));
    }

    /// The containers that can have the field, as CEL.
    String celContainers() {
        if (!PodFields.neverEphemeral(segments())) {
            return "variables.containers";
        }
        String init = "variables.podSpec.?initContainers.orValue([])";
        return "(%s + variables.podSpec.?containers.orValue([]))"
                .formatted(
                        PodFields.neverInit(segments())
                                ? init + ".filter(i, i.?restartPolicy.orValue('') == 'Always')"
                                : init);
    }

    /// Whether the field of container `c`, or of its pod, is there and matches, as CEL; empty when CEL cannot say it.
    Optional<String> celMatches(Demand demand) {
        if (!PodFields.reachable(segments())) {
            return Optional.empty();
        }
        String atPod = Cel.select("variables.podSpec", segments());
        if (ofPod()) {
            return demand.cel(celValue(atPod));
        }
        String own = Cel.select("c", segments());
        return switch (demand) {
            case Demand.AnyValue any ->
                any.cel(celValue(own)).flatMap(here -> any.cel(celValue(atPod)).map(there -> here + " || " + there));
            case Demand.Truth _, Demand.Value _, Demand.Amount _, Demand.Elements _ ->
                demand.cel(celValue("%s.or(%s)".formatted(own, atPod)));
        };
    }

    private String celValue(String optional) {
        return optional + (PodFields.falseWhenAbsent(segments()) ? ".orValue(false)" : ".orValue(dyn(null))");
    }

    private boolean canHave(Container container) {
        return switch (container.type()) {
            case REGULAR -> true;
            case EPHEMERAL -> !PodFields.neverEphemeral(segments());
            case INIT ->
                !PodFields.neverInit(segments())
                        || container.json().path("restartPolicy").asText("").equals("Always");
        };
    }

    private Optional<JsonNode> orFalse(Optional<JsonNode> value) {
        return value.isEmpty() && PodFields.falseWhenAbsent(segments()) ? Optional.of(BooleanNode.FALSE) : value;
    }

    private Optional<JsonNode> value(JsonNode root) {
        JsonNode node = root;
        for (String segment : segments()) {
            node = node.path(segment);
        }
        boolean absent = node.isMissingNode()
                || node.isNull()
                || (node.isContainerNode() && node.isEmpty())
                || (node.isTextual() && node.asText().isEmpty());
        return absent ? Optional.empty() : Optional.of(node);
    }
}
