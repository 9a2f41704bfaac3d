package io.kspec.core.subject;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.verdict.FieldPath;

/// One container of a pod.
///
/// @param name may be empty in malformed objects
/// @param path from the root of the subject
/// @param json the container itself
public record Container(Type type, String name, FieldPath path, JsonNode json) {
    /// The three lists of a pod, in the order in which rules visit them.
    public enum Type {
        INIT("initContainers"),
        REGULAR("containers"),
        EPHEMERAL("ephemeralContainers");

        private final String field;

        Type(String field) {
            this.field = field;
        }

        public String field() {
            return field;
        }
    }
}
