package io.kspec.core.rule.workloads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.core.fix.Edit;
import io.kspec.core.fix.Fix;
import io.kspec.core.rule.pod.Contradictions;
import io.kspec.core.subject.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What mends a container field, where a person need not decide: switches, and lists of capabilities. A program knows
/// no image that would do, no user, no amount and no probe.
final class FieldFixes {
    private static final String CAPABILITIES = "securityContext.capabilities.";

    private FieldFixes() {}

    /// Sets the demanded value wherever it is not.
    static Fix set(ContainerPath path, Demand demand, Workload workload, String hint) {
        Optional<JsonNode> value = value(path, demand);
        List<Edit> edits = path.in(workload).stream()
                .filter(found -> !found.value().map(demand::matches).orElse(false))
                .flatMap(found -> value.<Edit>map(wanted -> new Edit.Put(found.path(), wanted)).stream())
                .toList();
        return fix(edits, workload, hint);
    }

    /// Whether a demanded value is one that a program may set.
    static boolean sets(ContainerPath path, Demand demand) {
        return value(path, demand).isPresent();
    }

    private static Optional<JsonNode> value(ContainerPath path, Demand demand) {
        return switch (demand) {
            case Demand.Truth _ -> Optional.of(BooleanNode.TRUE);
            case Demand.Value(JsonNode wanted) -> Optional.of(wanted).filter(JsonNode::isBoolean);
            case Demand.Elements(List<JsonNode> elements, boolean _) ->
                Optional.<JsonNode>of(list(elements)).filter(_ -> ofCapabilities(path));
            case Demand.AnyValue _, Demand.Amount _ -> Optional.empty();
        };
    }

    /// Takes the forbidden value away, from the pod as well where a container would take it from there.
    static Fix avoid(ContainerPath path, Demand demand, Workload workload, String hint) {
        var edits = new ArrayList<Edit>();
        if (avoids(path, demand)) {
            Stream.concat(path.in(workload).stream(), Stream.of(path.atPod(workload)))
                    .filter(found -> found.value().map(demand::matches).orElse(false))
                    .forEach(found -> edits.addAll(removals(found, demand)));
        }
        return fix(edits.stream().distinct().toList(), workload, hint);
    }

    /// Whether a forbidden value is one that a program may take away.
    static boolean avoids(ContainerPath path, Demand demand) {
        return switch (demand) {
            case Demand.Truth _ -> true;
            case Demand.Value(JsonNode forbidden) ->
                forbidden.isBoolean() && !PodFields.falseWhenAbsent(path.segments());
            case Demand.Elements _ -> ofCapabilities(path);
            case Demand.AnyValue _, Demand.Amount _ -> false;
        };
    }

    private static Fix fix(List<Edit> edits, Workload workload, String hint) {
        return edits.isEmpty() || Contradictions.in(edits, workload) ? new Fix.ByHand(hint) : new Fix.Edits(edits);
    }

    /// The field, or those elements of it that offend.
    private static List<Edit> removals(ContainerPath.Found found, Demand demand) {
        if (!(demand instanceof Demand.Elements elements)) {
            return List.of(new Edit.Remove(found.path()));
        }
        JsonNode list = found.value().orElseThrow();
        var edits = new ArrayList<Edit>();
        for (int position = 0; position < list.size(); position++) {
            if (elements.matches(list(List.of(list.path(position))))) {
                edits.add(new Edit.Remove(found.path().index(position)));
            }
        }
        return edits;
    }

    private static boolean ofCapabilities(ContainerPath path) {
        return path.path().dotted().startsWith(CAPABILITIES);
    }

    private static ArrayNode list(List<JsonNode> elements) {
        return JsonNodeFactory.instance.arrayNode().addAll(elements);
    }
}
