package io.kspec.core.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.spelling.Nearest;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts values where `${name}` stands. A text that is exactly `${name}` becomes the value with its type; an entry of
/// a list that is exactly the name of an array becomes the array's entries. An entry with `when` or `unless` is kept
/// only if that is true, or false. For one thread.
final class Substitution {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
    private static final String WHEN = "when";
    private static final String UNLESS = "unless";

    private final Map<String, JsonNode> values;
    private final boolean conditions;
    private final List<SpecProblem> problems = new ArrayList<>();

    /// @param conditions whether `when` and `unless` count; without them every entry stays, so that positions do
    Substitution(Map<String, JsonNode> values, boolean conditions) {
        this.values = values;
        this.conditions = conditions;
    }

    List<SpecProblem> problems() {
        return List.copyOf(problems);
    }

    JsonNode in(JsonNode json, FieldPath at) {
        if (json instanceof ObjectNode object) {
            ObjectNode filled = object.objectNode();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                filled.set(field.getKey(), in(field.getValue(), at.field(field.getKey())));
            }
            return filled;
        }
        if (json instanceof ArrayNode list) {
            return entries(list, at);
        }
        return json.isTextual() ? text(json.asText(), at) : json;
    }

    private ArrayNode entries(ArrayNode list, FieldPath at) {
        ArrayNode filled = list.arrayNode();
        for (int position = 0; position < list.size(); position++) {
            FieldPath here = at.index(position);
            JsonNode entry = in(list.path(position), here);
            if (entry.isArray() && list.path(position).isTextual()) {
                filled.addAll((ArrayNode) entry);
            } else if (entry instanceof ObjectNode object) {
                boolean when = holds(object, WHEN, true, here);
                boolean unless = holds(object, UNLESS, false, here);
                object.remove(List.of(WHEN, UNLESS));
                if ((when && unless) || !conditions) {
                    filled.add(object);
                }
            } else {
                filled.add(entry);
            }
        }
        return filled;
    }

    private boolean holds(ObjectNode entry, String condition, boolean wanted, FieldPath at) {
        JsonNode value = entry.path(condition);
        if (!value.isMissingNode() && !value.isBoolean()) {
            problems.add(new SpecProblem(
                    at.field(condition),
                    "%s is neither true nor false".formatted(value),
                    "Write ${name} of a parameter of type bool."));
        }
        return value.isMissingNode() || value.asBoolean() == wanted;
    }

    private JsonNode text(String text, FieldPath at) {
        Matcher whole = PLACEHOLDER.matcher(text);
        if (whole.matches()) {
            return value(whole.group(1), at).orElseGet(() -> JsonNodeFactory.instance.textNode(text));
        }
        String filled =
                PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(part(found.group(1), at)));
        if (filled.contains("${")) {
            problems.add(new SpecProblem(
                    at,
                    "\"${\" is left after every placeholder is filled in",
                    "Write ${name}, with the closing brace."));
        }
        return JsonNodeFactory.instance.textNode(filled);
    }

    private String part(String name, FieldPath at) {
        Optional<JsonNode> value = value(name, at);
        if (value.isPresent() && value.get().isArray()) {
            problems.add(new SpecProblem(
                    at,
                    "the array ${%s} stands inside a text".formatted(name),
                    "Let the placeholder be the whole value, or an entry of a list."));
        }
        return value.map(JsonNode::asText).orElse("");
    }

    private Optional<JsonNode> value(String name, FieldPath at) {
        Optional<JsonNode> value = Optional.ofNullable(values.get(name));
        if (value.isEmpty()) {
            problems.add(new SpecProblem(
                    at,
                    "there is no parameter \"%s\"".formatted(name),
                    Nearest.to(name, values.keySet())
                            .map(near -> "Did you mean ${%s}?".formatted(near))
                            .orElse("Declare it under spec.parameters.")));
        }
        return value;
    }
}
