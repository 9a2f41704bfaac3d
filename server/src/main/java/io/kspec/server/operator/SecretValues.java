package io.kspec.server.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/// Helm values as an answer may show them.
public final class SecretValues {
    private static final JsonNode MASK = TextNode.valueOf("********");
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(pass(word|phrase)?|secret|token|credential|private_?key|api_?key|access_?key|auth|cert|kubeconfig).*");

    private SecretValues() {}

    /// The same tree, in which whatever stands under a key that sounds secret is hidden, all of it.
    public static ObjectNode masked(ObjectNode values) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        values.properties()
                .forEach(entry -> shown.set(
                        entry.getKey(),
                        SECRET.matcher(entry.getKey()).matches()
                                ? hidden(entry.getValue())
                                : masked(entry.getValue())));
        return shown;
    }

    private static JsonNode masked(JsonNode value) {
        return switch (value) {
            case ObjectNode map -> masked(map);
            case ArrayNode list -> {
                ArrayNode shown = JsonNodeFactory.instance.arrayNode();
                list.forEach(item -> shown.add(masked(item)));
                yield shown;
            }
            default -> value;
        };
    }

    /// Switches and nothings tell nothing.
    private static JsonNode hidden(JsonNode value) {
        return value.isNull() || value.isBoolean() ? value : MASK;
    }
}
