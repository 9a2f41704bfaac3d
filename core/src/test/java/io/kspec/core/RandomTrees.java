package io.kspec.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/// Trees of any shape whose keys and texts are often those that the code under test looks for.
public final class RandomTrees {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEPTH = 7;

    private RandomTrees() {}

    /// An object; the same for the same arguments.
    public static ObjectNode of(long seed, String... words) {
        return object(new Random(seed), List.of(words), DEPTH);
    }

    private static ObjectNode object(Random random, List<String> words, int depth) {
        ObjectNode object = JSON.objectNode();
        for (int count = random.nextInt(6); count >= 0; count--) {
            object.set(word(random, words), value(random, words, depth - 1));
        }
        return object;
    }

    private static JsonNode value(Random random, List<String> words, int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 5)) {
            case 0 -> JSON.textNode(word(random, words));
            case 1 -> JSON.numberNode(random.nextInt(-5, 40));
            case 2 -> JSON.booleanNode(random.nextBoolean());
            case 3 -> JSON.nullNode();
            case 4 -> JSON.textNode(random.nextBoolean() ? "" : "true");
            case 5, 6 -> list(random, words, depth);
            default -> object(random, words, depth);
        };
    }

    private static ArrayNode list(Random random, List<String> words, int depth) {
        ArrayNode list = JSON.arrayNode();
        for (int count = random.nextInt(4); count > 0; count--) {
            list.add(value(random, words, depth - 1));
        }
        return list;
    }

    private static String word(Random random, List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
