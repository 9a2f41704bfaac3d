package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A guard as it was last known to be right: what was intended, and the stored version that matched it.
record Held(ObjectNode intent, String uid, String resourceVersion, ObjectNode stored) {
    static Held of(ObjectNode intent, ObjectNode stored) {
        JsonNode metadata = stored.path("metadata");
        return new Held(
                intent,
                metadata.path("uid").asText(""),
                metadata.path("resourceVersion").asText(""),
                stored);
    }

    /// Whether a live object is the very version that was right, for the same intent.
    boolean stillRight(ObjectNode wanted, JsonNode live) {
        return intent.equals(wanted)
                && live.path("metadata").path("uid").asText("").equals(uid)
                && live.path("metadata").path("resourceVersion").asText("").equals(resourceVersion);
    }
}
