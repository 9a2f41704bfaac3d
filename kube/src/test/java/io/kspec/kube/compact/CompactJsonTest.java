package io.kspec.kube.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CompactJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 31;
    private static final int TREES = 500;
    private static final int DEEPEST = 4;

    private final List<JsonNode> live = new ArrayList<>();
    private final CompactJson compact = new CompactJson(live::stream);

    @Test
    void aCompactTreeIsEqualToWhatItWasMadeOfAndReadsTheSame() {
        var random = new Random(SEED);
        Stream.generate(() -> tree(random, 0)).limit(TREES).forEach(tree -> {
            JsonNode small = compact.of(tree);
            assertThat(small).isEqualTo(tree);
            assertThat(tree).isEqualTo(small);
            assertThat(small.hashCode()).isEqualTo(tree.hashCode());
            assertThat(small.toString()).isEqualTo(tree.toString());
            assertThat(small.<JsonNode>deepCopy()).isEqualTo(tree);
        });
    }

    @Test
    void equalPartsAreOne() {
        JsonNode one = compact.of(json("{'name':'a','spec':{'ports':[80,443],'ready':true}}"));
        JsonNode two = compact.of(json("{'name':'b','spec':{'ports':[80,443],'ready':true}}"));
        assertThat(one.path("spec")).isSameAs(two.path("spec"));
        assertThat(one).isNotEqualTo(two);
    }

    @Test
    void aNumberIsNotTheSameAsItsText() {
        JsonNode tree = compact.of(json("{'a':1,'b':'1','c':1.0,'d':10000000000,'e':null,'f':true,'g':'true'}"));
        assertThat(tree.toString())
                .isEqualTo("{\"a\":1,\"b\":\"1\",\"c\":1.0,\"d\":10000000000,\"e\":null,\"f\":true,\"g\":\"true\"}");
    }

    @Test
    void nobodyCanChangeWhatOthersShare() {
        ObjectNode tree = (ObjectNode) compact.of(json("{'a':{'b':1}}"));
        assertThatThrownBy(() -> tree.put("c", 2)).isInstanceOf(UnsupportedOperationException.class);
        ObjectNode copy = tree.deepCopy();
        copy.withObject("/a").put("b", 2);
        assertThat(tree.at("/a/b").asInt()).isEqualTo(1);
        assertThat(copy.at("/a/b").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsNoLongerInUseIsForgottenAndTheRestStaysShared() {
        JsonNode kept = compact.of(json("{'spec':{'image':'kept'}}"));
        live.add(kept);
        int most = 0;
        for (int number = 0; number < 200_000; number++) {
            compact.of(json("{'name':'gone-%d'}".formatted(number)));
            most = Math.max(most, compact.size());
        }
        assertThat(most).isLessThan(70_000);
        assertThat(compact.of(json("{'spec':{'image':'kept'}}"))).isSameAs(kept);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException mistyped) {
            throw new AssertionError(mistyped);
        }
    }

    /// From few words and numbers, so that equal parts are many.
    private static JsonNode tree(Random random, int depth) {
        int size = random.nextInt(5);
        return switch (random.nextInt(depth < DEEPEST ? 7 : 5)) {
            case 0 -> JSON.getNodeFactory().textNode("word" + size);
            case 1 -> JSON.getNodeFactory().numberNode(size);
            case 2 -> JSON.getNodeFactory().numberNode(size / 2.0);
            case 3 -> JSON.getNodeFactory().booleanNode(size > 2);
            case 4 -> JSON.getNodeFactory().nullNode();
            case 5 -> {
                var array = JSON.createArrayNode();
                Stream.generate(() -> tree(random, depth + 1)).limit(size).forEach(array::add);
                yield array;
            }
            default -> {
                var object = JSON.createObjectNode();
                for (int field = 0; field < size; field++) {
                    object.set("field" + random.nextInt(6), tree(random, depth + 1));
                }
                yield object;
            }
        };
    }
}
