package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The part of a schema's node that says which fields there are.
///
/// @param properties  by name
/// @param additional  what any other field is
/// @param items       of a list
/// @param keepsUnknown whether fields that nobody declared stay
/// @param embedded    whether it is an object of Kubernetes with apiVersion, kind and metadata of its own
/// @param list        how entries of a list are told apart
record Shape(
        Map<String, SchemaNode> properties,
        Additional additional,
        Optional<SchemaNode> items,
        boolean keepsUnknown,
        boolean embedded,
        ListKind list) {

    /// @param allowed whether undeclared names may stand there
    /// @param schema  of their values; empty for anything
    record Additional(boolean allowed, Optional<SchemaNode> schema) {
        static final Additional NONE = new Additional(false, Optional.empty());

        static Additional of(JsonNode declared) {
            return switch (declared.getNodeType()) {
                case OBJECT -> new Additional(true, Optional.of(SchemaNode.of(declared)));
                case BOOLEAN -> new Additional(declared.booleanValue(), Optional.empty());
                case ARRAY, BINARY, MISSING, NULL, NUMBER, POJO, STRING -> NONE;
            };
        }
    }

    /// @param type `set`, `map`, `atomic`, or empty when nothing is said
    /// @param keys the fields that identify an entry of a `map`
    record ListKind(String type, List<String> keys) {
        boolean isMap() {
            return type.equals("map") && !keys.isEmpty();
        }
    }

    static Shape of(JsonNode schema) {
        var properties = new TreeMap<String, SchemaNode>();
        schema.path("properties")
                .properties()
                .forEach(property -> properties.put(property.getKey(), SchemaNode.of(property.getValue())));
        JsonNode items = schema.path("items");
        return new Shape(
                Map.copyOf(properties),
                Additional.of(schema.path("additionalProperties")),
                items.isObject() ? Optional.of(SchemaNode.of(items)) : Optional.empty(),
                schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(false),
                schema.path("x-kubernetes-embedded-resource").asBoolean(false),
                new ListKind(
                        schema.path("x-kubernetes-list-type").asText(""),
                        texts(schema.path("x-kubernetes-list-map-keys"))));
    }

    static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    /// The schema of a field; null when there is none.
    @Nullable
    SchemaNode field(String name) {
        SchemaNode declared = properties.get(name);
        return declared != null ? declared : additional.schema().orElse(null);
    }
}
