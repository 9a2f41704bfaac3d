package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// Which JSON types a node allows.
///
/// @param names       `object`, `array`, `string`, `integer`, `number`, `boolean`; empty for any
/// @param nullable    whether null is allowed too
/// @param intOrString whether it was declared as a number or a text
/// @param format      of texts, in the spelling of [Formats]; empty when there is none that the API server knows
record Types(List<String> names, boolean nullable, boolean intOrString, String format) {
    private static final double LARGEST_EXACT = (1L << 53) - 1.0;
    private static final double CLOSE = 1e-9;

    static Types of(JsonNode schema) {
        boolean intOrString = schema.path("x-kubernetes-int-or-string").asBoolean(false);
        String type = schema.path("type").asText("");
        List<String> names = intOrString ? List.of("integer", "string") : type.isEmpty() ? List.of() : List.of(type);
        return new Types(
                names,
                schema.path("nullable").asBoolean(false),
                intOrString,
                Formats.known(schema.path("format").asText("")));
    }

    boolean isAny() {
        return names.isEmpty() && format.isEmpty();
    }

    /// Whether null is accepted.
    boolean takesNull() {
        return names.isEmpty() || nullable;
    }

    /// Whether a value that is not null is accepted. With a format, texts and lists pass where no number is asked
    /// for: so the API server does it, whatever the type says.
    boolean takes(JsonNode value) {
        boolean asksForNumber = names.contains("integer") || names.contains("number");
        if (!asksForNumber && !format.isEmpty() && (value.isTextual() || value.isArray())) {
            return true;
        }
        String type = nameOf(value);
        return names.contains(type)
                || (type.equals("number") && names.contains("integer") && isWhole(value.doubleValue()))
                || (type.equals("integer") && names.contains("number"));
    }

    String words() {
        return names.isEmpty() ? format : String.join(" or ", names);
    }

    /// Whether a number was written as a whole one and fits into 64 bits.
    static boolean isInteger(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong();
    }

    /// Whether a fraction counts as a whole number, as the API server decides it.
    static boolean isWhole(double value) {
        if (!Double.isFinite(value) || Math.abs(value) > LARGEST_EXACT) {
            return false;
        }
        double whole = (double) (long) value;
        if (value == whole) {
            return true;
        }
        double off = Math.abs(value - whole);
        return whole != 0 && off / (Math.abs(value) + Math.abs(whole)) < CLOSE;
    }

    private static String nameOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING, BINARY, POJO -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> isInteger(value) ? "integer" : "number";
            case NULL, MISSING -> "null";
        };
    }
}
