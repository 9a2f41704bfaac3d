package io.kspec.core.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.ownership.KeyedLists;
import java.util.List;
import java.util.Map;

/// What an API server makes of a forced server-side apply, as far as remedies go: fields are set, null takes a value
/// away, and lists that have keys are merged item by item, the applied items first.
final class Applying {
    private Applying() {}

    static JsonNode apply(JsonNode live, JsonNode document) {
        JsonNode result = live.deepCopy();
        merge((ObjectNode) result, (ObjectNode) document);
        return result;
    }

    private static void merge(ObjectNode into, ObjectNode document) {
        for (Map.Entry<String, JsonNode> field : List.copyOf(document.properties())) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (value.isNull()) {
                into.remove(name);
            } else if (value instanceof ObjectNode deeper) {
                merge(into.path(name).isObject() ? (ObjectNode) into.path(name) : into.putObject(name), deeper);
            } else if (value instanceof ArrayNode items && KeyedLists.keyed(name, items) && !items.isEmpty()) {
                into.set(name, merged(name, into.path(name), items));
            } else {
                into.set(name, value.deepCopy());
            }
        }
    }

    private static ArrayNode merged(String list, JsonNode live, ArrayNode items) {
        ArrayNode result = items.arrayNode();
        for (JsonNode item : items) {
            JsonNode before =
                    KeyedLists.item(list, live, KeyedLists.selector(list, item).orElseThrow());
            ObjectNode one = before.isMissingNode() ? items.objectNode() : before.deepCopy();
            merge(one, (ObjectNode) item);
            result.add(one);
        }
        for (JsonNode item : live) {
            if (KeyedLists.item(list, items, KeyedLists.selector(list, item).orElseThrow())
                    .isMissingNode()) {
                result.add(item);
            }
        }
        return result;
    }
}
