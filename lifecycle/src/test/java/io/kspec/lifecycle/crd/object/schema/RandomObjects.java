package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Values for a schema: mostly sound, sometimes of another type, null, missing, or with a field that nobody declared.
/// What stands in a node's `example` is used as a pool.
final class RandomObjects {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> WORDS = List.of("", "a", "b", "abc", "abcdef", "x", "12");

    private final Random random;
    private final int wrongPerThousand;

    /// @param wrongPerThousand how many values are of another type than declared
    RandomObjects(Random random, int wrongPerThousand) {
        this.random = random;
        this.wrongPerThousand = wrongPerThousand;
    }

    JsonNode of(JsonNode schema) {
        if (random.nextInt(1000) < wrongPerThousand) {
            return any(2);
        }
        JsonNode pool = schema.path("example");
        if (!pool.isEmpty() && random.nextInt(8) != 0) {
            return pool.get(random.nextInt(pool.size())).deepCopy();
        }
        JsonNode allowed = schema.path("enum");
        if (!allowed.isEmpty() && random.nextInt(6) != 0) {
            return allowed.get(random.nextInt(allowed.size())).deepCopy();
        }
        return switch (schema.path("type").asText("")) {
            case "object" -> object(schema);
            case "array" -> list(schema);
            case "integer" -> JSON.numberNode((long) number(schema, 60));
            case "number" -> JSON.numberNode(Math.round(number(schema, 10) * 4) / 4.0);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "string" -> JSON.textNode(WORDS.get(random.nextInt(WORDS.size())));
            default -> any(2);
        };
    }

    private double number(JsonNode schema, int most) {
        double low = schema.path("minimum").asDouble(0);
        double high = schema.path("maximum").asDouble(most);
        return low - 1 + random.nextDouble() * (high - low + 2);
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        boolean sparse = random.nextInt(4) == 0;
        schema.path("properties").properties().forEach(property -> {
            if (random.nextInt(sparse ? 2 : 5) != 0) {
                boolean isNull = random.nextInt(25) == 0;
                object.set(property.getKey(), isNull ? JSON.nullNode() : of(property.getValue()));
            }
        });
        JsonNode additional = schema.path("additionalProperties");
        if (additional.isObject()) {
            for (String name : List.of("a", "bad", "longname")) {
                if (random.nextInt(2) == 0) {
                    object.set(name, random.nextInt(12) == 0 ? JSON.nullNode() : of(additional));
                }
            }
        }
        boolean open = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(false);
        if (random.nextInt(open ? 2 : 8) == 0) {
            object.set("undeclared", any(2));
        }
        return object;
    }

    private ArrayNode list(JsonNode schema) {
        ArrayNode list = JSON.arrayNode();
        int size = random.nextInt(4);
        for (int position = 0; position < size; position++) {
            list.add(random.nextInt(40) == 0 ? JSON.nullNode() : of(schema.path("items")));
        }
        return list;
    }

    JsonNode any(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> JSON.textNode("a");
            case 1 -> JSON.numberNode(random.nextInt(100));
            case 2 -> JSON.numberNode(1.5);
            case 3 -> JSON.booleanNode(true);
            case 4 -> JSON.nullNode();
            case 5 -> JSON.objectNode();
            case 6 -> {
                ObjectNode object = JSON.objectNode();
                object.set("a", any(depth - 1));
                object.set("q", any(depth - 1));
                yield object;
            }
            default -> JSON.arrayNode().add(any(depth - 1));
        };
    }

    /// The same with some part made anew.
    void change(ObjectNode object, JsonNode schema) {
        List<String> declared = schema.path("properties")
                .propertyStream()
                .map(Map.Entry::getKey)
                .toList();
        if (declared.isEmpty()) {
            object.set("a", any(1));
            return;
        }
        String name = declared.get(random.nextInt(declared.size()));
        JsonNode part = schema.path("properties").path(name);
        if (random.nextInt(12) == 0) {
            object.remove(name);
        } else if (object.get(name) instanceof ObjectNode inner && part.has("properties") && random.nextInt(6) != 0) {
            change(inner, part);
        } else if (object.get(name) instanceof ArrayNode list
                && !list.isEmpty()
                && list.get(0) instanceof ObjectNode item
                && part.path("items").has("properties")
                && random.nextInt(3) != 0) {
            change(item, part.path("items"));
        } else {
            object.set(name, of(part));
        }
    }
}
