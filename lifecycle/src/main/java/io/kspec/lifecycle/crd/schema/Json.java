package io.kspec.lifecycle.crd.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Values of JSON by what they say, not by how they are written: `1` is `1.0`, and keys have no order.
public final class Json {
    private static final int SHORT = 80;

    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    };

    private Json() {}

    public static boolean same(JsonNode one, JsonNode other) {
        return one.equals(BY_VALUE, other);
    }

    /// A copy that equals the copy of everything that says the same: sorted keys, plain numbers.
    public static JsonNode canonical(JsonNode value) {
        if (value instanceof ObjectNode object) {
            var fields = new TreeMap<String, JsonNode>();
            object.properties().forEach(field -> fields.put(field.getKey(), canonical(field.getValue())));
            return JsonNodeFactory.instance.objectNode().setAll((Map<String, JsonNode>) fields);
        }
        if (value instanceof ArrayNode list) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(list.size());
            list.forEach(item -> copy.add(canonical(item)));
            return copy;
        }
        return value.isNumber()
                ? JsonNodeFactory.instance.numberNode(value.decimalValue().stripTrailingZeros())
                : value;
    }

    /// A value as findings show it: canonical, on one line, cut where it is long; empty when nothing is there.
    public static String text(JsonNode value) {
        if (value.isMissingNode()) {
            return "";
        }
        return cut(value.isTextual() ? value.asText() : plain(value));
    }

    private static String plain(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros().toPlainString();
        }
        return value.isContainerNode() ? canonical(value).toString() : value.asText();
    }

    /// The values of a list, divided by commas, in the order of their text.
    public static String texts(Iterable<JsonNode> values) {
        return cut(StreamSupport.stream(values.spliterator(), false)
                .map(Json::text)
                .sorted()
                .collect(Collectors.joining(", ")));
    }

    /// A text on one line, cut where it is long.
    public static String cut(String text) {
        String line = text.length() > SHORT ? text.substring(0, SHORT - 1) + "…" : text;
        return line.replace('\n', ' ');
    }
}
