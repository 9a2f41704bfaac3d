package io.kspec.lifecycle.crd.object;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.object.schema.Reading;
import java.util.ArrayList;
import java.util.List;

/// How what readers see of an object differs from what they saw.
///
/// @param pruned      places that held data and are gone, each the highest
/// @param emptied     nulls that are gone or have another value, and maps that lost all their keys
/// @param redefaulted places that have a value they did not have
record ReadBack(List<String> pruned, List<String> emptied, List<String> redefaulted) {
    ReadBack {
        pruned = List.copyOf(pruned);
        emptied = List.copyOf(emptied);
        redefaulted = List.copyOf(redefaulted);
    }

    static ReadBack between(JsonNode was, JsonNode is) {
        var found = new ReadBack.Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        found.compare(was, is, JsonPointer.empty());
        return new ReadBack(found.pruned, found.emptied, found.redefaulted);
    }

    boolean isClean() {
        return pruned.isEmpty() && emptied.isEmpty() && redefaulted.isEmpty();
    }

    private record Found(List<String> pruned, List<String> emptied, List<String> redefaulted) {
        void compare(JsonNode was, JsonNode is, JsonPointer at) {
            if (was.isObject() && is.isObject()) {
                fields(was, is, at);
            } else if (was.isArray() && is.isArray() && was.size() == is.size()) {
                for (int position = 0; position < was.size(); position++) {
                    compare(was.get(position), is.get(position), at.appendIndex(position));
                }
            } else if (!Reading.isSame(was, is)) {
                (was.isNull() ? emptied : redefaulted).add(at.toString());
            }
        }

        private void fields(JsonNode was, JsonNode is, JsonPointer at) {
            for (var field : was.properties()) {
                JsonPointer place = at.appendProperty(field.getKey());
                JsonNode now = is.get(field.getKey());
                if (now != null) {
                    compare(field.getValue(), now, place);
                } else {
                    (field.getValue().isNull() ? emptied : pruned).add(place.toString());
                }
            }
            if (!was.isEmpty() && is.isEmpty()) {
                emptied.add(at.toString());
            }
            is.properties().stream()
                    .filter(field -> !was.has(field.getKey()))
                    .forEach(field ->
                            redefaulted.add(at.appendProperty(field.getKey()).toString()));
        }
    }
}
