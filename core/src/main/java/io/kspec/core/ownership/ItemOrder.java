package io.kspec.core.ownership;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps the order of lists. API servers put the items of an apply before those that it does not name, and the
/// order of init containers is the order in which they run: so an apply names every item up to the last that it
/// changes, by nothing but what tells it apart.
public final class ItemOrder {
    private ItemOrder() {}

    /// Changes `document`.
    public static void keep(ObjectNode document, JsonNode live) {
        for (Map.Entry<String, JsonNode> field : List.copyOf(document.properties())) {
            JsonNode stands = live.path(field.getKey());
            if (field.getValue() instanceof ObjectNode deeper) {
                keep(deeper, stands);
            } else if (field.getValue() instanceof ArrayNode items
                    && KeyedLists.keyed(field.getKey(), items)
                    && KeyedLists.keyed(field.getKey(), stands)) {
                keep(field.getKey(), items, stands);
                if (items.isEmpty()) {
                    document.remove(field.getKey());
                }
            }
        }
    }

    private static void keep(String list, ArrayNode items, JsonNode live) {
        var ordered = new ArrayList<JsonNode>();
        int needed = 0;
        for (JsonNode stands : live) {
            String selector = KeyedLists.selector(list, stands).orElse("");
            JsonNode item = KeyedLists.item(list, items, selector);
            if (item instanceof ObjectNode fields && !KeyedLists.isBare(list, item)) {
                keep(fields, stands);
                ordered.add(item);
                needed = ordered.size();
            } else {
                ordered.add(KeyedLists.bare(selector));
            }
        }
        var kept = new ArrayList<>(ordered.subList(0, needed));
        for (JsonNode item : items) {
            Optional<String> selector = KeyedLists.selector(list, item);
            boolean stands = selector.isPresent()
                    && !KeyedLists.item(list, live, selector.get()).isMissingNode();
            if (!stands && !KeyedLists.isBare(list, item)) {
                kept.add(item);
            }
        }
        items.removeAll();
        items.addAll(kept);
    }
}
