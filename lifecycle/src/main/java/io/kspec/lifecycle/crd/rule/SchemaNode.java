package io.kspec.lifecycle.crd.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.schema.Place;

/// A node of one schema.
///
/// @param version the name of the version; empty for a bare schema
public record SchemaNode(String version, Place place, JsonNode json) {
    public Where where() {
        return new Where(version, place.text());
    }

    /// The place as sentences name it.
    public String name() {
        return place.isRoot() ? "the root" : place.text();
    }

    /// A node that this one declares.
    public SchemaNode below(Place deeper, JsonNode schema) {
        return new SchemaNode(version, deeper, schema);
    }
}
