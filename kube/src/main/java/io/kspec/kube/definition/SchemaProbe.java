package io.kspec.kube.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A field by which a server shows which of two schemas it works with: it is in one and not in the other.
///
/// @param version in which it is asked for
/// @param path from the object's root; `[]` is an item of a list
/// @param known whether the new schema has it
record SchemaProbe(String version, List<String> path, boolean known) {
    private static final String ITEM = "[]";
    private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";

    SchemaProbe {
        path = List.copyOf(path);
    }

    /// The first such field of each served version; none for a version whose fields are the same.
    static List<SchemaProbe> between(JsonNode before, JsonNode after) {
        var probes = new ArrayList<SchemaProbe>();
        for (JsonNode version : after.path("spec").path("versions")) {
            String name = version.path("name").asText("");
            schema(before, name).ifPresent(old -> {
                JsonNode now = version.path("schema").path("openAPIV3Schema");
                if (version.path("served").asBoolean(false)) {
                    difference(old, now, List.of())
                            .map(path -> new SchemaProbe(name, path, true))
                            .or(() -> difference(now, old, List.of()).map(path -> new SchemaProbe(name, path, false)))
                            .ifPresent(probes::add);
                }
            });
        }
        return probes;
    }

    /// An object with nothing but this field.
    ObjectNode object(String apiVersion, String kind) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", apiVersion).put("kind", kind);
        object.putObject("metadata").put("name", "kspec-schema-probe");
        put(object, path.getFirst(), path.subList(1, path.size()));
        return object;
    }

    /// As the server names it when it does not know it: `spec.dnsNames[0].name`.
    String spelled() {
        return String.join(".", path).replace("." + ITEM, "[0]");
    }

    private static void put(ObjectNode into, String name, List<String> rest) {
        into.set(name, value(rest));
    }

    private static JsonNode value(List<String> rest) {
        if (rest.isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        List<String> further = rest.subList(1, rest.size());
        if (rest.getFirst().equals(ITEM)) {
            return JsonNodeFactory.instance.arrayNode().add(value(further));
        }
        return JsonNodeFactory.instance.objectNode().set(rest.getFirst(), value(further));
    }

    private static Optional<JsonNode> schema(JsonNode definition, String version) {
        for (JsonNode candidate : definition.path("spec").path("versions")) {
            if (candidate.path("name").asText("").equals(version)) {
                return Optional.of(candidate.path("schema").path("openAPIV3Schema"));
            }
        }
        return Optional.empty();
    }

    /// The first field that `more` has and `less` has not, where both prune what they do not know.
    private static Optional<List<String>> difference(JsonNode less, JsonNode more, List<String> at) {
        if (keepsUnknown(less) || keepsUnknown(more)) {
            return Optional.empty();
        }
        for (var property : more.path("properties").properties()) {
            String name = property.getKey();
            if (at.isEmpty() && List.of("apiVersion", "kind", "metadata").contains(name)) {
                continue;
            }
            JsonNode old = less.path("properties").path(name);
            Optional<List<String>> found = old.isMissingNode()
                    ? less.has("additionalProperties") ? Optional.empty() : Optional.of(with(at, name))
                    : difference(old, property.getValue(), with(at, name));
            if (found.isPresent()) {
                return found;
            }
        }
        return less.path("items").isObject() && more.path("items").isObject()
                ? difference(less.path("items"), more.path("items"), with(at, ITEM))
                : Optional.empty();
    }

    private static boolean keepsUnknown(JsonNode schema) {
        return schema.path(PRESERVE).asBoolean(false);
    }

    private static List<String> with(List<String> path, String name) {
        var longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }
}
