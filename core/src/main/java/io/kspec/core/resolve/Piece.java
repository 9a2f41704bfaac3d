package io.kspec.core.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A part of a specification while it is put together: every value knows who declared it.
sealed interface Piece {
    /// A scalar, or a whole entry of a list.
    record Value(JsonNode json, String source) implements Piece {}

    record Entries(List<Value> entries) implements Piece {
        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /// Fields in the order in which they were first declared.
    record Section(Map<String, Piece> fields) implements Piece {
        static final Section EMPTY = new Section(Map.of());

        public Section {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        ObjectNode tree() {
            ObjectNode tree = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, piece) -> tree.set(name, piece.json()));
            return tree;
        }

        List<Origin> origins() {
            var origins = new ArrayList<Origin>();
            collect(this, FieldPath.of("spec"), origins);
            return origins;
        }
    }

    /// Takes apart what `source` declares. Objects are sections; what stands in a list stays whole.
    static Section of(JsonNode object, String source) {
        var fields = new LinkedHashMap<String, Piece>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            fields.put(field.getKey(), piece(field.getValue(), source));
        }
        return new Section(fields);
    }

    /// The same without who declared it.
    default JsonNode json() {
        return switch (this) {
            case Value(JsonNode value, String _) -> value;
            case Entries(List<Value> entries) -> {
                ArrayNode list = JsonNodeFactory.instance.arrayNode();
                entries.forEach(entry -> list.add(entry.json()));
                yield list;
            }
            case Section section -> section.tree();
        };
    }

    private static Piece piece(JsonNode json, String source) {
        if (json.isObject()) {
            return of(json, source);
        }
        if (!json.isArray()) {
            return new Value(json, source);
        }
        var entries = new ArrayList<Value>();
        json.forEach(entry -> entries.add(new Value(entry, source)));
        return new Entries(entries);
    }

    private static void collect(Piece piece, FieldPath at, List<Origin> origins) {
        switch (piece) {
            case Value(JsonNode json, String source) -> origins.add(new Origin(at, json.toString(), source));
            case Entries(List<Value> entries) -> {
                for (int position = 0; position < entries.size(); position++) {
                    collect(entries.get(position), at.index(position), origins);
                }
            }
            case Section(Map<String, Piece> fields) ->
                fields.forEach((name, field) -> collect(field, at.field(name), origins));
        }
    }
}
