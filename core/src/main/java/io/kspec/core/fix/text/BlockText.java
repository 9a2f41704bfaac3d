package io.kspec.core.fix.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.fix.text.Span.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Writes values in block style.
///
/// @param ending the line end
record BlockText(Layout layout, String ending) {
    private static final int AFTER_DASH = 2;

    /// Whether a value stands on the line of its key: it is a single value, or empty.
    static boolean inline(JsonNode value) {
        return !value.isContainerNode() || value.isEmpty();
    }

    /// A key with its value, without a line end behind it.
    ///
    /// @param column where the key stands
    String entry(String name, JsonNode value, int column) {
        return ScalarText.key(name) + ":" + below(value, column);
    }

    /// What comes after the colon of a key.
    ///
    /// @param column where the key stands
    String below(JsonNode value, int column) {
        if (inline(value)) {
            return " " + ScalarText.yaml(value, Quote.NONE);
        }
        int deeper = column + (value.isObject() ? layout.step() : layout.dash());
        return lineAt(deeper) + collection(value, deeper);
    }

    /// What comes after a dash and a blank.
    ///
    /// @param column where it begins
    String item(JsonNode value, int column) {
        return inline(value) ? ScalarText.yaml(value, Quote.NONE) : collection(value, column);
    }

    /// Its first line without indentation, all others from `column` on.
    private String collection(JsonNode value, int column) {
        var parts = new ArrayList<String>();
        if (value.isObject()) {
            value.properties().forEach(field -> parts.add(entry(field.getKey(), field.getValue(), column)));
        } else {
            value.forEach(item -> parts.add("- " + item(item, column + AFTER_DASH)));
        }
        return lines(parts, column);
    }

    private String lines(List<String> parts, int column) {
        return parts.stream().collect(Collectors.joining(lineAt(column)));
    }

    private String lineAt(int column) {
        return ending + " ".repeat(column);
    }
}
