package io.kspec.lifecycle.inventory;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The objects of one kind in one cluster at one moment.
///
/// Immutable; it grows by [#with], page by page, and holds about 300 bytes for an object.
///
/// @param tolerated places that may change without being a change, as `/spec/replicas` or `/spec/ports/*/protocol`,
///                  where `*` is every entry of a list or map; they are in no hash
/// @param items     by `namespace/name`
public record Inventory(SortedSet<String> tolerated, SortedMap<String, InventoryItem> items) {
    public Inventory {
        tolerated = Collections.unmodifiableSortedSet(new TreeSet<>(tolerated));
        items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
    }

    /// None yet, leaving out the fields whose defaults the new definition changes. Both inventories of a comparison
    /// need the same left out.
    public static Inventory empty(List<String> tolerated) {
        return new Inventory(new TreeSet<>(tolerated), new TreeMap<>());
    }

    /// This one and the objects of a further page; an object that is in both counts as the page has it.
    public Inventory with(List<ObjectNode> page) {
        var more = new TreeMap<>(items);
        for (ObjectNode object : page) {
            InventoryItem item = InventoryItem.of(withoutTolerated(object));
            more.put(item.key(), item);
        }
        return new Inventory(tolerated, more);
    }

    private ObjectNode withoutTolerated(ObjectNode object) {
        if (tolerated.isEmpty()) {
            return object;
        }
        ObjectNode copy = object.deepCopy();
        tolerated.forEach(place -> remove(copy, JsonPointer.compile(place)));
        return copy;
    }

    private static void remove(JsonNode at, JsonPointer place) {
        if (place.matches()) {
            return;
        }
        String name = place.getMatchingProperty();
        boolean last = place.tail().matches();
        if (last && at instanceof ObjectNode object) {
            if (name.equals("*")) {
                object.removeAll();
            } else {
                object.remove(name);
            }
        } else if (last && at instanceof ArrayNode list && name.equals("*")) {
            list.removeAll();
        } else if (name.equals("*")) {
            at.forEach(entry -> remove(entry, place.tail()));
        } else {
            remove(at.path(name), place.tail());
        }
    }
}
