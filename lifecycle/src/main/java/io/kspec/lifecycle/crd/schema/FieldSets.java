package io.kspec.lifecycle.crd.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Which fields schemas declare.
public final class FieldSets {
    private FieldSets() {}

    /// The uppermost places that `one` declares and `other` would prune.
    public static List<Place> beyond(JsonNode one, JsonNode other) {
        var places = new ArrayList<Place>();
        beyond(Place.ROOT, one, other, places);
        return places;
    }

    private static void beyond(Place at, JsonNode one, JsonNode other, List<Place> places) {
        if (other.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)) {
            return;
        }
        JsonNode otherValues = Keywords.values(other);
        for (var property : one.path("properties").properties()) {
            JsonNode declared = other.path("properties").path(property.getKey());
            step(
                    at.property(property.getKey()),
                    property.getValue(),
                    declared.isObject() ? declared : otherValues,
                    places);
        }
        if (Keywords.items(one).isObject()) {
            step(at.items(), Keywords.items(one), Keywords.items(other), places);
        }
        if (Keywords.values(one).isObject()) {
            step(at.values(), Keywords.values(one), otherValues, places);
        }
    }

    private static void step(Place place, JsonNode one, JsonNode other, List<Place> places) {
        if (other.isObject()) {
            beyond(place, one, other, places);
        } else if (!(place.parent().filter(Place::isRoot).isPresent() && isOfEveryObject(place.name()))) {
            places.add(place);
        }
    }

    private static boolean isOfEveryObject(String name) {
        return name.equals("apiVersion") || name.equals("kind") || name.equals("metadata");
    }
}
