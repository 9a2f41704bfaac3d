package io.kspec.lifecycle.crd.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.schema.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a node of a schema belongs to.
///
/// @param version the name of the version; empty for a bare schema
/// @param others  the schemas of the new definition's other versions, by name
/// @param oldestMinor the minor version of the oldest Kubernetes concerned
public record SchemaContext(String version, Map<String, JsonNode> others, Optional<Integer> oldestMinor) {
    public SchemaContext {
        others = Map.copyOf(others);
    }

    /// The other versions that declare a place, in the order of their names.
    public List<String> elsewhere(Place place) {
        return others.entrySet().stream()
                .filter(other -> place.in(other.getValue()).isObject())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
