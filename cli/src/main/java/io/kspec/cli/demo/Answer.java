package io.kspec.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// What the API server answered.
///
/// @param warnings texts of the answer's Warning headers
/// @param took from sending the request to having read the answer
record Answer(int code, JsonNode body, List<String> warnings, Duration took) {
    Answer {
        warnings = List.copyOf(warnings);
    }

    boolean ok() {
        return code >= 200 && code < 300;
    }

    String uid() {
        return body.path("metadata").path("uid").asText("");
    }

    String resourceVersion() {
        return body.path("metadata").path("resourceVersion").asText("");
    }

    /// The message of a `Status` body.
    String message() {
        return body.path("message").asText("");
    }

    /// Objects of a list that belong to the object of this UID.
    Stream<JsonNode> ownedBy(String owner) {
        return body.path("items").valueStream().filter(item -> item.path("metadata")
                .path("ownerReferences")
                .valueStream()
                .anyMatch(reference -> reference.path("uid").asText("").equals(owner)));
    }

    String millis() {
        return took.toMillis() + " ms";
    }
}
