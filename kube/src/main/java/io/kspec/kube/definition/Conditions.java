package io.kspec.kube.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;

/// What the status of a definition says.
public final class Conditions {
    private Conditions() {}

    /// What it still lacks to be served, as a clause; empty when it has all.
    public static Optional<String> missing(JsonNode definition) {
        if (definition.path("metadata").has("deletionTimestamp")) {
            return Optional.of("it is being deleted");
        }
        JsonNode observed = definition.path("status").path("observedGeneration");
        if (observed.isNumber()
                && observed.asLong()
                        < definition.path("metadata").path("generation").asLong(0)) {
            return Optional.of("its last change has not been observed yet");
        }
        return List.of("NamesAccepted", "Established").stream()
                .filter(type -> !isTrue(definition, type))
                .findFirst()
                .map(type -> "%s is not True%s".formatted(type, message(definition, type)));
    }

    private static boolean isTrue(JsonNode definition, String type) {
        return condition(definition, type).path("status").asText("").equals("True");
    }

    private static String message(JsonNode definition, String type) {
        String text = condition(definition, type).path("message").asText("");
        return text.isEmpty() ? "" : ": " + text;
    }

    private static JsonNode condition(JsonNode definition, String type) {
        for (JsonNode condition : definition.path("status").path("conditions")) {
            if (condition.path("type").asText("").equals(type)) {
                return condition;
            }
        }
        return MissingNode.getInstance();
    }
}
