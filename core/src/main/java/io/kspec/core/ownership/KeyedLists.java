package io.kspec.core.ownership;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The lists of a pod whose items the API server tells apart by fields of theirs, so that an apply can name one item.
/// Every other list counts as one value.
///
/// **Source** `x-kubernetes-list-map-keys` of the API's own schema.
public final class KeyedLists {
    private static final List<String> NAME = List.of("name");
    private static final Map<String, List<String>> KEYS = Map.of(
            "containers", NAME,
            "initContainers", NAME,
            "volumes", NAME,
            "env", NAME,
            "ports", List.of("containerPort", "protocol"));

    private KeyedLists() {}

    /// Whether each item of a list can be named, and by a name of its own.
    public static boolean keyed(String list, JsonNode items) {
        if (!items.isArray() || !KEYS.containsKey(list)) {
            return false;
        }
        var seen = new HashSet<String>();
        for (JsonNode item : items) {
            Optional<String> selector = selector(list, item);
            if (selector.isEmpty() || !seen.add(selector.get())) {
                return false;
            }
        }
        return true;
    }

    /// `name=app` or `containerPort=80,protocol=TCP`; empty for an item without its keys.
    public static Optional<String> selector(String list, JsonNode item) {
        List<String> keys = KEYS.getOrDefault(list, List.of());
        boolean complete =
                !keys.isEmpty() && keys.stream().allMatch(key -> item.path(key).isValueNode() && item.hasNonNull(key));
        return complete
                ? Optional.of(keys.stream()
                        .map(key -> key + "=" + item.path(key).asText())
                        .collect(Collectors.joining(",")))
                : Optional.empty();
    }

    /// The item that a selector names; a missing node for none.
    public static JsonNode item(String list, JsonNode items, String selector) {
        for (JsonNode item : items) {
            if (selector(list, item).equals(Optional.of(selector))) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }

    /// An item that holds nothing but the keys of a selector.
    public static ObjectNode bare(String selector) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        for (String part : selector.split(",", -1)) {
            int equals = part.indexOf('=');
            String key = part.substring(0, Math.max(0, equals));
            String value = part.substring(equals + 1);
            if (key.equals("containerPort")) {
                item.put(key, Integer.parseInt(value));
            } else {
                item.put(key, value);
            }
        }
        return item;
    }

    /// Whether an item holds nothing but what tells it apart.
    public static boolean isBare(String list, JsonNode item) {
        return item.size() == KEYS.getOrDefault(list, List.of()).size()
                && selector(list, item).isPresent();
    }
}
