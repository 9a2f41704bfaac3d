package io.kspec.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// One request as the API server asks it. What a review leaves out is empty.
///
/// @param uid echoed in the answer
/// @param user who asks, as the API server authenticated it
/// @param namespace empty for what has none
/// @param subresource `ephemeralcontainers`, `resize`, or empty for the object itself
/// @param object the object as it would be stored; empty on DELETE
/// @param oldObject the object as it is stored; empty on CREATE
/// @param dryRun whether nothing will be stored, whatever the answer
public record AdmissionRequest(
        String uid,
        String user,
        Operation operation,
        String namespace,
        String subresource,
        Optional<JsonNode> object,
        Optional<JsonNode> oldObject,
        boolean dryRun) {
    public enum Operation {
        CREATE,
        UPDATE,
        DELETE,
        CONNECT
    }
}
