package io.kspec.lifecycle.crd.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiConsumer;

/// Walks one schema.
public final class Walk {
    private Walk() {}

    /// Every node that declares values, the root first, with its place; branches of quantifiers declare none.
    public static void nodes(JsonNode schema, BiConsumer<Place, JsonNode> visit) {
        nodes(Place.ROOT, schema, visit);
    }

    private static void nodes(Place place, JsonNode schema, BiConsumer<Place, JsonNode> visit) {
        visit.accept(place, schema);
        for (var property : schema.path("properties").properties()) {
            nodes(place.property(property.getKey()), property.getValue(), visit);
        }
        JsonNode items = Keywords.items(schema);
        if (items.isObject()) {
            nodes(place.items(), items, visit);
        }
        JsonNode values = Keywords.values(schema);
        if (values.isObject()) {
            nodes(place.values(), values, visit);
        }
    }
}
