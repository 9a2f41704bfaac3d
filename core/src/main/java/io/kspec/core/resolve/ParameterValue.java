package io.kspec.core.resolve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.core.spec.ParameterType;
import io.kspec.core.spec.TemplateParameter;
import io.kspec.core.spelling.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// What became of a value for a parameter.
sealed interface ParameterValue {
    ObjectMapper JSON = JsonMapper.builder().build();

    record Good(JsonNode value) implements ParameterValue {}

    /// It may not be given.
    ///
    /// @param what the value and what is wrong with it; one clause
    /// @param remedy what is allowed; a full sentence
    record Bad(String what, String remedy) implements ParameterValue {}

    /// Reads the text that a specification gives. An array is a JSON list, or words divided by commas.
    static ParameterValue read(TemplateParameter parameter, String text) {
        Optional<JsonNode> typed =
                switch (parameter.kind()) {
                    case STRING -> Optional.of(JsonNodeFactory.instance.textNode(text));
                    case INT -> integer(text);
                    case BOOL ->
                        text.equals("true") || text.equals("false")
                                ? Optional.of(JsonNodeFactory.instance.booleanNode(text.equals("true")))
                                : Optional.empty();
                    case ARRAY -> array(text);
                };
        return typed.map(value -> checked(parameter, value))
                .orElseGet(() -> bad(JsonNodeFactory.instance.textNode(text), "is no " + words(parameter), parameter));
    }

    /// Checks a value that is typed already, such as a default.
    static ParameterValue checked(TemplateParameter parameter, JsonNode value) {
        if (!ofType(parameter, value)) {
            return bad(value, "is no " + words(parameter), parameter);
        }
        if (value.toString().contains("${")) {
            return bad(value, "holds \"${\", which would be a placeholder", parameter);
        }
        long size = parameter.kind() == ParameterType.INT ? value.asLong() : length(value);
        if (parameter.min() != null && size < parameter.min()) {
            return bad(value, "is below %d".formatted(parameter.min()), parameter);
        }
        if (parameter.max() != null && size > parameter.max()) {
            return bad(value, "is above %d".formatted(parameter.max()), parameter);
        }
        List<JsonNode> parts = value.isArray()
                ? Measure.missing(value, JsonNodeFactory.instance.arrayNode(), (_, _) -> false)
                : List.of(value);
        for (JsonNode part : parts) {
            if (!parameter.allowedValues().isEmpty()
                    && !parameter.allowedValues().contains(part)) {
                return bad(part, "is not allowed", parameter);
            }
            if (part.isTextual() && !matches(parameter, part.asText())) {
                return bad(part, "does not match %s".formatted(parameter.pattern()), parameter);
            }
        }
        return new Good(value);
    }

    /// `true or false`, `one of a, b`.
    static String allowed(TemplateParameter parameter) {
        return parameter.allowedValues().isEmpty()
                ? "a value of type %s".formatted(words(parameter))
                : "one of %s"
                        .formatted(String.join(
                                ", ",
                                parameter.allowedValues().stream()
                                        .map(Measure::text)
                                        .toList()));
    }

    private static Bad bad(JsonNode value, String what, TemplateParameter parameter) {
        List<String> known =
                parameter.allowedValues().stream().map(Measure::text).toList();
        String nearest = Nearest.to(Measure.text(value), known)
                .map(" Did you mean %s?"::formatted)
                .orElse("");
        return new Bad("%s %s".formatted(value, what), "Write %s.%s".formatted(allowed(parameter), nearest));
    }

    private static String words(TemplateParameter parameter) {
        return switch (parameter.kind()) {
            case STRING -> "string";
            case INT -> "int";
            case BOOL -> "bool (true or false)";
            case ARRAY -> "array (a,b or [\"a\", \"b\"])";
        };
    }

    private static boolean ofType(TemplateParameter parameter, JsonNode value) {
        return switch (parameter.kind()) {
            case STRING -> value.isTextual();
            case INT -> value.isIntegralNumber() && value.canConvertToInt();
            case BOOL -> value.isBoolean();
            case ARRAY -> value.isArray() && texts(value);
        };
    }

    private static boolean texts(JsonNode list) {
        for (JsonNode entry : list) {
            if (!entry.isTextual()) {
                return false;
            }
        }
        return true;
    }

    private static long length(JsonNode value) {
        return value.isTextual() ? value.asText().length() : value.size();
    }

    private static boolean matches(TemplateParameter parameter, String text) {
        if (parameter.pattern() == null) {
            return true;
        }
        try {
            return Pattern.matches(parameter.pattern(), text);
        } catch (PatternSyntaxException reportedByTemplateValidation) {
            return false;
        }
    }

    private static Optional<JsonNode> integer(String text) {
        try {
            return Optional.of(JsonNodeFactory.instance.numberNode(Integer.parseInt(text)));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> array(String text) {
        if (text.strip().startsWith("[")) {
            try {
                return Optional.of(JSON.readTree(text)).filter(JsonNode::isArray);
            } catch (JsonProcessingException noJson) {
                return Optional.empty();
            }
        }
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        for (String entry : text.split(",", -1)) {
            if (!entry.isBlank()) {
                entries.add(entry.strip());
            }
        }
        return Optional.of(entries);
    }
}
