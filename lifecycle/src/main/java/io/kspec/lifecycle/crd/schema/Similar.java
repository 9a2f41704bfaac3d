package io.kspec.lifecycle.crd.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.spelling.Nearest;
import java.util.Locale;

/// Whether a new field is probably an old one under another name.
public final class Similar {
    private Similar() {}

    /// Both take the same type, and their names or their descriptions say the same but for a few letters.
    public static boolean are(String oldName, JsonNode oldField, String newName, JsonNode newField) {
        return SchemaType.of(oldField).equals(SchemaType.of(newField))
                && (names(oldName, newName) || descriptions(oldField, newField));
    }

    private static boolean names(String one, String other) {
        String first = bare(one);
        String second = bare(other);
        int shorter = Math.min(first.length(), second.length());
        return first.equals(second)
                || (shorter >= 3 && (first.startsWith(second) || second.startsWith(first)))
                || Nearest.changes(first, second) <= shorter / 4;
    }

    private static String bare(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static boolean descriptions(JsonNode one, JsonNode other) {
        String text = one.path("description").asText("").strip();
        return !text.isEmpty()
                && text.equalsIgnoreCase(other.path("description").asText("").strip());
    }
}
