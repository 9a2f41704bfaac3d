package io.kspec.lifecycle.crd.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The branches of a quantifier as a set: what describes and does not judge is left out, and so is their order.
///
/// @param added   branches that only the new node has
/// @param removed branches that only the old node had
public record Branches(List<JsonNode> added, List<JsonNode> removed) {
    private static final Set<String> DESCRIBING = Set.of("description", "title", "example", "externalDocs");

    public Branches {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /// Compares two lists of schemas. A branch that stands twice counts twice.
    public static Branches between(JsonNode before, JsonNode after) {
        var removed = new ArrayList<>(judging(before));
        var added = new ArrayList<JsonNode>();
        for (JsonNode branch : judging(after)) {
            if (!removed.remove(branch)) {
                added.add(branch);
            }
        }
        return new Branches(added, removed);
    }

    /// The branches in their order, canonical and without what only describes.
    public static List<JsonNode> judging(JsonNode branches) {
        var judging = new ArrayList<JsonNode>();
        branches.forEach(branch -> judging.add(Json.canonical(judgingOnly(branch))));
        return judging;
    }

    /// A schema without what only describes, at every depth. A property may be named as a keyword is.
    public static JsonNode judgingOnly(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode bare = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            if (!DESCRIBING.contains(field.getKey())) {
                bare.set(field.getKey(), below(field.getKey(), field.getValue()));
            }
        });
        return bare;
    }

    private static JsonNode below(String keyword, JsonNode value) {
        return switch (keyword) {
            case "properties" -> {
                ObjectNode properties = JsonNodeFactory.instance.objectNode();
                value.properties().forEach(field -> properties.set(field.getKey(), judgingOnly(field.getValue())));
                yield properties;
            }
            case "allOf", "anyOf", "oneOf" -> {
                if (!value.isArray()) {
                    yield value;
                }
                var list = JsonNodeFactory.instance.arrayNode();
                value.forEach(branch -> list.add(judgingOnly(branch)));
                yield list;
            }
            case "items", "additionalProperties", "not" -> judgingOnly(value);
            default -> value;
        };
    }

    public boolean same() {
        return added.isEmpty() && removed.isEmpty();
    }
}
