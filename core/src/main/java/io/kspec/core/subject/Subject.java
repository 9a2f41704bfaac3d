package io.kspec.core.subject;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.verdict.SubjectRef;

/// An object as its JSON, unconverted, with its name. `json` is never changed by anyone.
public record Subject(SubjectRef ref, JsonNode json) {
    /// Reads the name from the object itself; what is missing becomes an empty string. `generateName` stands in for a
    /// name that the API server has not given yet.
    public static Subject of(JsonNode json) {
        JsonNode metadata = json.path("metadata");
        String name = metadata.path("name").asText("");
        return new Subject(
                new SubjectRef(
                        json.path("apiVersion").asText(""),
                        json.path("kind").asText(""),
                        metadata.path("namespace").asText(""),
                        name.isEmpty() ? metadata.path("generateName").asText("") : name,
                        ""),
                json);
    }
}
