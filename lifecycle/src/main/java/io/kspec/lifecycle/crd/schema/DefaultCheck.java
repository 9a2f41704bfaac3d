package io.kspec.lifecycle.crd.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.TreeSet;

/// Whether a value satisfies the plain part of a schema: types, required and declared fields, lists of values and
/// bounds.
public final class DefaultCheck {
    private DefaultCheck() {}

    /// What is wrong, as a clause; empty when nothing of it is.
    public static Optional<String> problem(JsonNode value, JsonNode schema) {
        if (value.isNull()) {
            return schema.path("nullable").asBoolean(false) ? Optional.empty() : Optional.of("it is null");
        }
        String type = SchemaType.of(schema);
        if (!ofType(value, type)) {
            return Optional.of("%s is no %s".formatted(Json.text(value), type));
        }
        return listed(value, schema)
                .or(() -> bounds(value, schema))
                .or(() -> value.isObject() ? fields(value, schema) : Optional.empty())
                .or(() -> value.isArray() ? items(value, schema) : Optional.empty());
    }

    private static boolean ofType(JsonNode value, String type) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "number" -> value.isNumber();
            case "integer" -> isInteger(value);
            case SchemaType.INT_OR_STRING -> value.isTextual() || isInteger(value);
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            default -> true;
        };
    }

    private static boolean isInteger(JsonNode value) {
        return value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
    }

    private static Optional<String> listed(JsonNode value, JsonNode schema) {
        JsonNode allowed = Keywords.value(schema, "enum");
        for (JsonNode one : allowed) {
            if (Json.same(one, value)) {
                return Optional.empty();
            }
        }
        return allowed.isEmpty()
                ? Optional.empty()
                : Optional.of("%s is none of %s".formatted(Json.text(value), Json.texts(allowed)));
    }

    private static Optional<String> bounds(JsonNode value, JsonNode schema) {
        if (value.isNumber()) {
            return beyond(value.decimalValue(), schema, "minimum", "maximum");
        }
        if (value.isTextual()) {
            int length = value.asText().codePointCount(0, value.asText().length());
            return beyond(BigDecimal.valueOf(length), schema, "minLength", "maxLength");
        }
        if (value.isArray()) {
            return beyond(BigDecimal.valueOf(value.size()), schema, "minItems", "maxItems");
        }
        return value.isObject()
                ? beyond(BigDecimal.valueOf(value.size()), schema, "minProperties", "maxProperties")
                : Optional.empty();
    }

    private static Optional<String> beyond(BigDecimal number, JsonNode schema, String lower, String upper) {
        JsonNode least = schema.path(lower);
        if (least.isNumber() && number.compareTo(least.decimalValue()) < 0) {
            return Optional.of("it is below %s %s".formatted(lower, Json.text(least)));
        }
        JsonNode most = schema.path(upper);
        return most.isNumber() && number.compareTo(most.decimalValue()) > 0
                ? Optional.of("it is above %s %s".formatted(upper, Json.text(most)))
                : Optional.empty();
    }

    /// Defaults inside of a default are not filled in before it is judged: what is required must stand in it.
    private static Optional<String> fields(JsonNode value, JsonNode schema) {
        var missing = new TreeSet<String>();
        schema.path("required").forEach(name -> missing.add(name.asText("")));
        missing.removeIf(value::has);
        if (!missing.isEmpty()) {
            return Optional.of("it lacks the required " + String.join(", ", missing));
        }
        var names = new TreeSet<String>();
        value.fieldNames().forEachRemaining(names::add);
        return names.stream()
                .map(name -> field(name, value.path(name), schema))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> field(String name, JsonNode value, JsonNode schema) {
        boolean keeps = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)
                || schema.path("x-kubernetes-embedded-resource").asBoolean(false);
        JsonNode declared = schema.path("properties").path(name);
        JsonNode below = declared.isMissingNode() ? Keywords.values(schema) : declared;
        return below.isMissingNode() && !keeps
                ? Optional.of(name + " is not declared and would be pruned")
                : problem(value, below);
    }

    private static Optional<String> items(JsonNode value, JsonNode schema) {
        for (JsonNode item : value) {
            Optional<String> problem = problem(item, Keywords.items(schema));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }
}
