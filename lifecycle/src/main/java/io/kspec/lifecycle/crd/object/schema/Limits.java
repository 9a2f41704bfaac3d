package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a schema's node asks of values beside their type.
///
/// @param values     the only ones allowed; empty when all are
/// @param number     of numbers
/// @param text       of texts
/// @param items      how many a list may have
/// @param properties how many an object may have
/// @param required   which an object must have
record Limits(List<JsonNode> values, Bounds number, Text text, Range items, Range properties, List<String> required) {

    /// How many there may be.
    record Range(OptionalLong least, OptionalLong most) {
        static Range of(JsonNode schema, String least, String most) {
            return new Range(whole(schema.path(least)), whole(schema.path(most)));
        }

        boolean isTooFew(long count) {
            return least.isPresent() && count < least.getAsLong();
        }

        boolean isTooMany(long count) {
            return most.isPresent() && count > most.getAsLong();
        }
    }

    /// Bounds of numbers; the API server keeps each as a float of 64 bits.
    record Bounds(
            OptionalDouble least,
            boolean aboveLeast,
            OptionalDouble most,
            boolean belowMost,
            OptionalDouble multipleOf) {
        static Bounds of(JsonNode schema) {
            return new Bounds(
                    real(schema.path("minimum")),
                    schema.path("exclusiveMinimum").asBoolean(false),
                    real(schema.path("maximum")),
                    schema.path("exclusiveMaximum").asBoolean(false),
                    real(schema.path("multipleOf")));
        }
    }

    /// @param length  in code points
    /// @param source  of the pattern; empty when there is none
    /// @param pattern in the syntax of RE2; empty when there is none or it is none
    record Text(Range length, String source, Optional<Pattern> pattern) {
        static Text of(JsonNode schema) {
            String source = schema.path("pattern").asText("");
            return new Text(Range.of(schema, "minLength", "maxLength"), source, compiled(source));
        }

        private static Optional<Pattern> compiled(String source) {
            try {
                return source.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(source));
            } catch (PatternSyntaxException refusedByTheServerToo) {
                return Optional.empty();
            }
        }

        /// Whether a text has what the pattern asks for; a pattern that is none is met by nothing.
        boolean isMetBy(String value) {
            return source.isEmpty()
                    || (pattern.isPresent() && pattern.get().matcher(value).find());
        }
    }

    static Limits of(JsonNode schema) {
        return new Limits(
                schema.path("enum").valueStream().toList(),
                Bounds.of(schema),
                Text.of(schema),
                Range.of(schema, "minItems", "maxItems"),
                Range.of(schema, "minProperties", "maxProperties"),
                Shape.texts(schema.path("required")));
    }

    private static OptionalLong whole(JsonNode number) {
        return number.isNumber() ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    private static OptionalDouble real(JsonNode number) {
        return number.isNumber() ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }
}
