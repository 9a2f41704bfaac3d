package io.kspec.core.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// How messages speak of values.
final class Json {
    private Json() {}

    /// `1.3 is a number`, `"yes" is text`, `is a list`.
    static String is(JsonNode json) {
        return switch (json.getNodeType()) {
            case STRING -> Notes.quoted(json.asText()) + " is text";
            case NUMBER -> json.asText() + " is a number";
            case BOOLEAN -> json.asText() + " is a boolean";
            case ARRAY -> "is a list";
            case OBJECT -> "is an object";
            case NULL, MISSING -> "is empty";
            case BINARY, POJO -> "is no JSON";
        };
    }

    /// `monitor, audit or enforce`.
    static String alternatives(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }
}
