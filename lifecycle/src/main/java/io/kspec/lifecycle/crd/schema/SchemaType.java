package io.kspec.lifecycle.crd.schema;

import com.fasterxml.jackson.databind.JsonNode;

/// What kind of value a node of a schema takes, and how two of them differ.
public final class SchemaType {
    public static final String INT_OR_STRING = "int-or-string";

    private SchemaType() {}

    /// How the type of a node changed.
    public enum Shift {
        NONE,
        /// Everything that was valid stays valid: integer to number, integer or string to int-or-string.
        WIDENED,
        /// The way back of that.
        NARROWED,
        /// Another kind of value.
        REPLACED
    }

    /// The type, `int-or-string` where both are taken; empty when any value is.
    public static String of(JsonNode schema) {
        return schema.path("x-kubernetes-int-or-string").asBoolean(false)
                ? INT_OR_STRING
                : schema.path("type").asText("");
    }

    public static Shift shift(JsonNode before, JsonNode after) {
        String from = of(before);
        String to = of(after);
        if (from.equals(to)) {
            return Shift.NONE;
        }
        if (widens(from, to)) {
            return Shift.WIDENED;
        }
        return widens(to, from) ? Shift.NARROWED : Shift.REPLACED;
    }

    private static boolean widens(String from, String to) {
        return switch (to) {
            case "number" -> from.equals("integer");
            case INT_OR_STRING -> from.equals("integer") || from.equals("string");
            default -> false;
        };
    }

    /// A type for people: `string`, `list of string`, `map of integer`, `any`.
    public static String text(JsonNode schema) {
        if (schema.isMissingNode()) {
            return "";
        }
        String type = of(schema);
        if (type.equals("array")) {
            return "list of " + text(orAny(Keywords.items(schema)));
        }
        JsonNode values = Keywords.values(schema);
        if (type.equals("object") && values.isObject()) {
            return "map of " + text(values);
        }
        return type.isEmpty() ? "any" : type;
    }

    private static JsonNode orAny(JsonNode schema) {
        return schema.isMissingNode() ? Keywords.ANY : schema;
    }
}
