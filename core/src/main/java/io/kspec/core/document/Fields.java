package io.kspec.core.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The fields of an object while it is read. A key that was written twice ends the document: which of the two values
/// counts would depend on who reads it.
final class Fields {
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, Position> written = new LinkedHashMap<>();

    void claim(String name, Position key) {
        Position first = written.putIfAbsent(name, key);
        if (first != null) {
            throw new DocumentBrokenException(
                    key,
                    "the key \"%s\" stands here a second time, first at line %d".formatted(name, first.line()),
                    "Remove one of the two.");
        }
    }

    void put(String name, Position key, Tree value) {
        json.set(name, value.json());
        places.put(name, value.place().keyedAt(key));
    }

    /// Takes over the fields of a merged object (`<<: *defaults`). What stands further down wins, as Kubernetes
    /// reads.
    void merge(Tree other) {
        other.place().fields().forEach((name, place) -> {
            JsonNode value = other.json().path(name);
            json.set(name, value);
            places.put(name, place);
        });
    }

    Tree at(Position start) {
        int size = 1;
        for (Place place : places.values()) {
            size += place.size();
        }
        return new Tree(json, new Place(start, start, places, List.of(), size));
    }
}
