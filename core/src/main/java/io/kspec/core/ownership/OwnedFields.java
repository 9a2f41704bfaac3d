package io.kspec.core.ownership;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/// The fields of an object that one manager applied, as the API server keeps book of them. Whoever applies again has
/// to say all of them again: what is left out is taken away.
public final class OwnedFields {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OwnedFields() {}

    /// What the manager applied, with the values that stand there now; empty when it applied nothing. Fields of
    /// subresources are left out. Never throws for any tree.
    ///
    /// @param object as the API server gives it, with `managedFields`
    public static ObjectNode of(JsonNode object, String manager) {
        ObjectNode owned = JsonNodeFactory.instance.objectNode();
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            boolean own = entry.path("manager").asText("").equals(manager)
                    && entry.path("operation").asText("").equals("Apply")
                    && !entry.hasNonNull("subresource");
            if (own) {
                copy(object, entry.path("fieldsV1"), owned);
            }
        }
        return owned;
    }

    private static void copy(JsonNode from, JsonNode fields, ObjectNode into) {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (field.getKey().startsWith("f:")) {
                String name = field.getKey().substring(2);
                JsonNode value = from.path(name);
                if (!value.isMissingNode()) {
                    into.set(name, owned(value, field.getValue()));
                }
            }
        }
    }

    private static JsonNode owned(JsonNode value, JsonNode fields) {
        if (value.isObject() && deeper(fields)) {
            ObjectNode part = JsonNodeFactory.instance.objectNode();
            copy(value, fields, part);
            return part;
        }
        return value.isArray() && deeper(fields) ? items(value, fields) : value;
    }

    private static boolean deeper(JsonNode fields) {
        return fields.properties().stream().anyMatch(field -> !field.getKey().equals("."));
    }

    /// `k:{"name":"app"}` is the item of a list that is told apart by its name; `v:"x"` the item x of a set.
    private static JsonNode items(JsonNode list, JsonNode fields) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            read(field.getKey())
                    .ifPresent(key -> list.forEach(item -> {
                        if (key.isObject() && matches(item, key)) {
                            ObjectNode part = key.deepCopy();
                            copy(item, field.getValue(), part);
                            items.add(part);
                        } else if (key.isValueNode() && item.equals(key)) {
                            items.add(item);
                        }
                    }));
        }
        return items;
    }

    private static boolean matches(JsonNode item, JsonNode key) {
        return key.properties().stream()
                .allMatch(part -> item.path(part.getKey()).equals(part.getValue()));
    }

    private static Optional<JsonNode> read(String key) {
        if (!key.startsWith("k:") && !key.startsWith("v:")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(key.substring(2)));
        } catch (JsonProcessingException garbled) {
            return Optional.empty();
        }
    }
}
