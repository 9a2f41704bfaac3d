package io.kspec.core.fix.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.fix.Edit;
import java.util.List;

/// What edits on an object come to, found without its text: what an edited text is checked against.
final class EditedTree {
    private EditedTree() {}

    /// A changed copy. An edit that leads through something without fields does nothing; null counts as missing.
    static JsonNode of(JsonNode json, List<? extends Edit> edits) {
        JsonNode copy = json.deepCopy();
        for (Edit edit : EditOrder.of(edits)) {
            List<String> segments = edit.path().segments();
            if (segments.isEmpty()) {
                continue;
            }
            switch (edit) {
                case Edit.Put put -> put(copy, segments, put.value().deepCopy());
                case Edit.Remove _ -> remove(copy, segments);
            }
        }
        return copy;
    }

    /// The same values, be numbers written as they may.
    static boolean same(JsonNode one, JsonNode other) {
        return one.equals(EditedTree::order, other);
    }

    static JsonNode child(JsonNode node, String segment) {
        return node.isArray() ? node.path(EditOrder.index(segment)) : node.path(segment);
    }

    private static void put(JsonNode root, List<String> segments, JsonNode value) {
        JsonNode node = root;
        for (String segment : segments.subList(0, segments.size() - 1)) {
            JsonNode next = child(node, segment);
            boolean missing = next.isMissingNode() || next.isNull();
            node = missing && node instanceof ObjectNode object ? object.putObject(segment) : next;
        }
        int index = EditOrder.index(segments.getLast());
        if (node instanceof ObjectNode object) {
            object.set(segments.getLast(), value);
        } else if (node instanceof ArrayNode array && index == array.size()) {
            array.add(value);
        } else if (node instanceof ArrayNode array && array.has(index)) {
            array.set(index, value);
        }
    }

    private static void remove(JsonNode root, List<String> segments) {
        JsonNode node = root;
        for (String segment : segments.subList(0, segments.size() - 1)) {
            node = child(node, segment);
        }
        if (node instanceof ObjectNode object) {
            object.remove(segments.getLast());
        } else if (node instanceof ArrayNode array && array.has(EditOrder.index(segments.getLast()))) {
            array.remove(EditOrder.index(segments.getLast()));
        }
    }

    private static int order(JsonNode one, JsonNode other) {
        boolean numbers = one.isNumber() && other.isNumber();
        boolean equal = numbers ? one.decimalValue().compareTo(other.decimalValue()) == 0 : one.equals(other);
        return equal ? 0 : 1;
    }
}
