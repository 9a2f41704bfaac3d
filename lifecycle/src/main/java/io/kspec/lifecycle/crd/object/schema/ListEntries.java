package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.crd.object.schema.SchemaError.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Entries of lists that are told apart: by their value in a `set`, by their keys in a `map`.
final class ListEntries {
    private ListEntries() {}

    /// The first entry of a list with the keys of another entry; empty when it lacks a key, or one is no scalar.
    static Optional<JsonNode> sameKeys(Shape.ListKind kind, JsonNode entry, JsonNode list) {
        Optional<List<Object>> keys = keys(kind, entry);
        return keys.isEmpty()
                ? Optional.empty()
                : list.valueStream()
                        .filter(other -> keys(kind, other).equals(keys))
                        .findFirst();
    }

    private static Optional<List<Object>> keys(Shape.ListKind kind, JsonNode entry) {
        var keys = new ArrayList<>(kind.keys().size());
        for (String key : kind.keys()) {
            JsonNode value = entry.path(key);
            if (!value.isValueNode() || value.isNull()) {
                return Optional.empty();
            }
            keys.add(plain(value));
        }
        return Optional.of(keys);
    }

    /// Every duplicate below a node.
    static void duplicates(SchemaNode node, JsonNode value, Place at, List<SchemaError> into) {
        if (value.isArray()) {
            ofList(node, value, at, into);
        } else if (value.isObject()) {
            for (var field : value.properties()) {
                SchemaNode declared = node.shape().field(field.getKey());
                if (declared != null) {
                    duplicates(declared, field.getValue(), at.field(field.getKey()), into);
                }
            }
        }
    }

    private static void ofList(SchemaNode node, JsonNode list, Place at, List<SchemaError> into) {
        switch (node.shape().list().type()) {
            case "set" -> repeated(list, at, "is in the set twice", into);
            case "map" -> ofMap(node.shape().list(), list, at, into);
            default -> {}
        }
        SchemaNode entry = node.shape().items().orElse(null);
        if (entry != null) {
            for (int position = 0; position < list.size(); position++) {
                duplicates(entry, list.get(position), at.index(position), into);
            }
        }
    }

    private static void ofMap(Shape.ListKind kind, JsonNode list, Place at, List<SchemaError> into) {
        for (int position = 0; position < list.size(); position++) {
            JsonNode entry = list.get(position);
            if (!entry.isObject() && !entry.isNull()) {
                into.add(at.index(position).error(Kind.INVALID, "must be an object, in a list told apart by keys"));
                return;
            }
        }
        List<JsonNode> keys =
                list.valueStream().map(entry -> keysOf(kind, entry)).toList();
        repeated(keys, at, "has the keys of another entry", into);
    }

    /// With one key its value; with more an object of those that are there.
    private static JsonNode keysOf(Shape.ListKind kind, JsonNode entry) {
        if (kind.keys().size() == 1) {
            JsonNode key = entry.get(kind.keys().getFirst());
            return key == null ? MissingNode.getInstance() : key;
        }
        ObjectNode keys = JsonNodeFactory.instance.objectNode();
        kind.keys().stream().filter(entry::has).forEach(key -> keys.set(key, entry.get(key)));
        return keys;
    }

    /// One error for each value that is there more than once, at its second place.
    private static void repeated(Iterable<JsonNode> values, Place at, String message, List<SchemaError> into) {
        Map<Object, Integer> seen = new HashMap<>();
        Set<Object> told = new HashSet<>();
        int position = 0;
        for (JsonNode value : values) {
            Object plain = plain(value);
            if (seen.putIfAbsent(plain, position) != null && told.add(plain)) {
                into.add(at.index(position).error(Kind.DUPLICATE, message));
            }
            position++;
        }
    }

    /// What the API server compares: scalars by type and value, the others by their text.
    private static Object plain(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> Types.isInteger(value) ? (Object) value.longValue() : (Object) value.doubleValue();
            case STRING -> value.textValue();
            case BOOLEAN -> value.booleanValue();
            case ARRAY, BINARY, MISSING, NULL, OBJECT, POJO -> value;
        };
    }
}
