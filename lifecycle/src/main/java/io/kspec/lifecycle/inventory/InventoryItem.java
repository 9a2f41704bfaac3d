package io.kspec.lifecycle.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// One object at one moment.
///
/// @param uid        given by the API server once: an object that is made again under the same name has another
/// @param namespace  empty for one that belongs to the cluster
/// @param name       its name
/// @param generation how often the API server saw its spec change; 0 when it is not counted
/// @param spec       [CanonicalHash] of what a user declares, without the fields whose change is expected
/// @param whole      [CanonicalHash] of all but status and what the API server counts, without the same fields
public record InventoryItem(String uid, String namespace, String name, long generation, String spec, String whole) {

    /// Of a complete object, as read from the API server and without the fields that are left out
    static InventoryItem of(ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        return new InventoryItem(
                metadata.path("uid").asText(""),
                metadata.path("namespace").asText(""),
                metadata.path("name").asText(""),
                metadata.path("generation").asLong(0),
                CanonicalHash.ofSpec(object),
                CanonicalHash.ofWhole(object));
    }

    /// `namespace/name`, or the name alone.
    public String key() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
