package io.kspec.core.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.ownership.ItemOrder;
import io.kspec.core.ownership.KeyedLists;
import io.kspec.core.ownership.OwnedFields;
import java.util.List;

/// A server-side apply in the making: what this manager applied before and still stands, and what is changed now. An
/// apply that left out an earlier field would take it back.
final class Document {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final ObjectNode json = JSON.objectNode();

    private Document() {}

    /// Nothing but fields.
    static Document empty() {
        return new Document();
    }

    /// Everything applied before, under the resourceVersion of the object as it was read.
    static Document of(JsonNode live) {
        var document = new Document();
        ObjectNode owned = OwnedFields.of(live, Remedy.MANAGER).deepCopy();
        document.json.set("apiVersion", live.path("apiVersion"));
        document.json.set("kind", live.path("kind"));
        ObjectNode metadata = document.json.putObject("metadata");
        if (owned.remove("metadata") instanceof ObjectNode before) {
            metadata.setAll(before);
        }
        for (String field : List.of("name", "namespace", "uid", "resourceVersion")) {
            metadata.set(field, live.path("metadata").path(field));
        }
        document.json.setAll(owned);
        return document;
    }

    Document put(Spot spot, JsonNode value) {
        JsonNode node = json;
        String list = "";
        List<String> segments = spot.segments();
        for (int index = 0; index < segments.size(); index++) {
            String segment = segments.get(index);
            boolean last = index == segments.size() - 1;
            boolean beforeItem = !last && segments.get(index + 1).indexOf('=') > 0;
            if (node instanceof ArrayNode items) {
                node = item(items, list, segment, last, value);
            } else if (node instanceof ObjectNode fields) {
                if (last) {
                    fields.set(segment, value);
                } else if (!(beforeItem
                        ? fields.path(segment).isArray()
                        : fields.path(segment).isObject())) {
                    fields.set(segment, beforeItem ? JSON.arrayNode() : JSON.objectNode());
                }
                node = fields.path(segment);
            }
            list = segment;
        }
        return this;
    }

    private static JsonNode item(ArrayNode items, String list, String selector, boolean last, JsonNode value) {
        for (int position = 0; position < items.size(); position++) {
            if (KeyedLists.selector(list, items.path(position)).stream().anyMatch(selector::equals)) {
                if (last) {
                    items.set(position, value);
                }
                return items.path(position);
            }
        }
        JsonNode added = last ? value : KeyedLists.bare(selector);
        items.add(added);
        return added;
    }

    /// Takes a field out, and what then holds nothing.
    Document without(Spot spot) {
        without(json, spot.segments());
        return this;
    }

    private static void without(JsonNode node, List<String> segments) {
        if (segments.size() < 2) {
            if (node instanceof ObjectNode fields && !segments.isEmpty()) {
                fields.remove(segments.getFirst());
            }
            return;
        }
        String first = segments.getFirst();
        List<String> rest = segments.subList(1, segments.size());
        if (!(node instanceof ObjectNode fields)) {
            return;
        }
        JsonNode inside = fields.path(first);
        if (inside instanceof ArrayNode items) {
            items(items, first, rest);
        } else {
            without(inside, rest);
        }
        if (inside.isContainerNode() && inside.isEmpty()) {
            fields.remove(first);
        }
    }

    private static void items(ArrayNode items, String list, List<String> segments) {
        List<String> below = segments.subList(1, segments.size());
        for (int position = items.size() - 1; position >= 0; position--) {
            JsonNode item = items.path(position);
            if (KeyedLists.selector(list, item).stream().anyMatch(segments.getFirst()::equals)) {
                without(item, below);
                if (below.isEmpty() || KeyedLists.isBare(list, item)) {
                    items.remove(position);
                }
            }
        }
    }

    /// As it is sent: with what keeps the order of the live object's lists.
    ObjectNode inOrderOf(JsonNode live) {
        ItemOrder.keep(json, live);
        return json;
    }

    ObjectNode json() {
        return json;
    }
}
