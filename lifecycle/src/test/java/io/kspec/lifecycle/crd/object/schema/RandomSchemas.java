package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/// Schemas as an API server takes them, nearly always.
final class RandomSchemas {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> KEYWORDS = List.of(
            "type",
            "properties",
            "additionalProperties",
            "items",
            "required",
            "enum",
            "pattern",
            "format",
            "minimum",
            "maximum",
            "multipleOf",
            "maxLength",
            "minItems",
            "maxProperties",
            "nullable",
            "default",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "rule",
            "x-kubernetes-int-or-string",
            "x-kubernetes-preserve-unknown-fields",
            "x-kubernetes-embedded-resource",
            "x-kubernetes-list-type",
            "x-kubernetes-list-map-keys",
            "x-kubernetes-validations");

    private RandomSchemas() {}

    /// A node with what is below it.
    static ObjectNode structure(Random random, int depth, boolean isRoot) {
        ObjectNode node = JSON.objectNode();
        int choice = isRoot ? 0 : random.nextInt(depth > 0 ? 8 : 5) + (depth > 0 ? 0 : 3);
        switch (choice) {
            case 0, 1 -> {
                node.put("type", "object");
                ObjectNode properties = node.putObject("properties");
                for (String name : List.of("a", "b", "c")) {
                    properties.set(name, structure(random, depth - 1, false));
                }
                if (random.nextInt(3) == 0) {
                    node.putArray("required").add("a");
                }
                branches(random, node);
            }
            case 2 -> {
                node.put("type", "object").put("maxProperties", 5);
                node.set("additionalProperties", structure(random, depth - 1, false));
            }
            case 3 -> {
                node.put("type", "array").put("maxItems", 5);
                node.set(
                        "items",
                        depth > 0 && random.nextBoolean() ? structure(random, depth - 1, false) : text(random));
                boolean ofTexts = node.path("items").path("type").asText("").equals("string");
                if (ofTexts && random.nextBoolean()) {
                    node.put("x-kubernetes-list-type", "set");
                }
            }
            case 4 -> node.setAll(text(random));
            case 5 ->
                node.put("type", "integer")
                        .put("maximum", 1 + random.nextInt(60))
                        .put("default", 1);
            case 6 -> node.put("x-kubernetes-preserve-unknown-fields", true);
            default -> {
                node.put("type", "boolean");
                node.put("nullable", random.nextBoolean());
            }
        }
        return node;
    }

    private static ObjectNode text(Random random) {
        ObjectNode node = JSON.objectNode().put("type", "string").put("maxLength", 3);
        if (random.nextBoolean()) {
            node.put("default", "abc");
        }
        if (random.nextInt(3) == 0) {
            node.putArray("x-kubernetes-validations").addObject().put("rule", "self != 'a'");
        }
        return node;
    }

    private static void branches(Random random, ObjectNode node) {
        if (random.nextInt(3) == 0) {
            ArrayNode any = node.putArray(random.nextBoolean() ? "anyOf" : "oneOf");
            any.addObject().putArray("required").add("b");
            any.addObject().putArray("required").add("c");
        }
    }

    /// What no API server would take: any keyword with any value.
    static JsonNode junk(Random random, int depth) {
        if (depth == 0 || random.nextInt(12) == 0) {
            return new RandomObjects(random, 0).any(2);
        }
        ObjectNode node = JSON.objectNode();
        for (int number = 0; number < 4; number++) {
            String keyword = KEYWORDS.get(random.nextInt(KEYWORDS.size()));
            node.set(keyword, random.nextInt(3) == 0 ? odd(random) : nested(random, keyword, depth));
        }
        return node;
    }

    private static JsonNode nested(Random random, String keyword, int depth) {
        return switch (keyword) {
            case "properties" -> {
                ObjectNode properties = JSON.objectNode();
                List.of("a", "q", "spec").forEach(name -> properties.set(name, junk(random, depth - 1)));
                yield properties;
            }
            case "allOf", "anyOf", "oneOf", "enum", "x-kubernetes-validations" ->
                JSON.arrayNode().add(junk(random, depth - 1)).add(junk(random, depth - 1));
            default -> junk(random, depth - 1);
        };
    }

    private static JsonNode odd(Random random) {
        return List.<JsonNode>of(
                        JSON.textNode("object"),
                        JSON.textNode("array"),
                        JSON.textNode("string"),
                        JSON.textNode("integer"),
                        JSON.textNode("("),
                        JSON.textNode("date-time"),
                        JSON.textNode("set"),
                        JSON.textNode("self.a == oldSelf.a"),
                        JSON.booleanNode(true),
                        JSON.numberNode(-1),
                        JSON.numberNode(0.5),
                        JSON.arrayNode().add("a"),
                        JSON.nullNode())
                .get(random.nextInt(13));
    }
}
