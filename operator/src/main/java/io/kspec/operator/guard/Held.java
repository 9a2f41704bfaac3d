package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.drift.Comparison;

/// A guard as it was last known to be right: what was intended, and the essence of the stored version that
/// matched it.
record Held(ObjectNode intent, String uid, String resourceVersion, ObjectNode essence) {
    static Held of(ObjectNode intent, ObjectNode stored) {
        JsonNode metadata = stored.path("metadata");
        return new Held(
                intent,
                metadata.path("uid").asText(""),
                metadata.path("resourceVersion").asText(""),
                Comparison.essence(stored));
    }

    /// The same, to be compared again.
    Held unverified() {
        return new Held(intent, uid, "", JsonNodeFactory.instance.objectNode());
    }

    /// Whether a live object is the very version that was right, for the same intent, or one in which only its status
    /// is another: whoever evaluates a policy writes that from time to time.
    boolean stillRight(ObjectNode wanted, ObjectNode live) {
        return intent.equals(wanted)
                && isTheSame(live)
                && (live.path("metadata").path("resourceVersion").asText("").equals(resourceVersion)
                        || Comparison.essence(live).equals(essence));
    }

    /// Whether it is the object that was written, whatever became of it.
    boolean isTheSame(JsonNode live) {
        return live.path("metadata").path("uid").asText("").equals(uid);
    }
}
