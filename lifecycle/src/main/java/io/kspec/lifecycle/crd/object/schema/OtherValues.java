package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Guesses of other values that a node might allow: near the one that is there first, then what its schema names.
final class OtherValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, List<String>> OF_FORMATS = Map.of(
            "date", List.of("2001-01-01", "2002-02-02"),
            "datetime", List.of("2001-01-01T00:00:00Z", "2002-02-02T00:00:00Z"),
            "duration", List.of("1s", "2s"),
            "ipv4", List.of("192.0.2.1", "192.0.2.2"),
            "ipv6", List.of("2001:db8::1", "2001:db8::2"),
            "cidr", List.of("192.0.2.0/24", "192.0.2.0/25"),
            "uuid", List.of("00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"),
            "byte", List.of("QUFB", "QkJC"));

    private OtherValues() {}

    /// Not all of them are valid, and some may be the value itself.
    static Stream<JsonNode> of(SchemaNode node, JsonNode value) {
        if (!node.limits().values().isEmpty()) {
            return node.limits().values().stream();
        }
        return switch (value.getNodeType()) {
            case BOOLEAN -> Stream.of(BooleanNode.valueOf(!value.booleanValue()));
            case NUMBER -> numbers(node.limits().number(), value);
            case STRING -> texts(node, value.textValue());
            case NULL -> Stream.of(TextNode.valueOf("a"), LongNode.valueOf(1), BooleanNode.TRUE, JSON.objectNode());
            case ARRAY, BINARY, MISSING, OBJECT, POJO -> Stream.empty();
        };
    }

    private static Stream<JsonNode> numbers(Limits.Bounds bounds, JsonNode value) {
        if (Types.isInteger(value)) {
            long step = Math.max(1, (long) bounds.multipleOf().orElse(1));
            long now = value.longValue();
            return LongStream.concat(
                            LongStream.of(now + step, now - step),
                            Stream.of(bounds.least(), bounds.most())
                                    .flatMapToDouble(OptionalDouble::stream)
                                    .mapToLong(bound -> (long) bound)
                                    .flatMap(bound -> LongStream.of(bound, bound + step, bound - step)))
                    .mapToObj(LongNode::valueOf);
        }
        double now = value.doubleValue();
        return DoubleStream.concat(
                        DoubleStream.of(now + 1, now - 1, now / 2),
                        Stream.of(bounds.least(), bounds.most()).flatMapToDouble(OptionalDouble::stream))
                .mapToObj(DoubleNode::valueOf);
    }

    private static Stream<JsonNode> texts(SchemaNode node, String now) {
        Stream<String> near = now.isEmpty()
                ? Stream.of("a", "1", "a1")
                : Stream.of(
                        now.substring(0, now.length() - 1) + (now.endsWith("a") ? "b" : "a"),
                        now.substring(0, now.length() - 1) + (now.endsWith("1") ? "2" : "1"),
                        now + "a",
                        now + "1",
                        now.substring(0, now.length() - 1),
                        (now.startsWith("a") ? "b" : "a") + now.substring(1),
                        (now.startsWith("1") ? "2" : "1") + now.substring(1));
        int least = (int) node.limits().text().length().least().orElse(1);
        Stream<String> plain =
                Stream.of("a", "b", "A", "1", "2").map(letter -> letter.repeat(Math.clamp(least, 1, 99)));
        return Stream.of(near, OF_FORMATS.getOrDefault(node.types().format(), List.of()).stream(), plain)
                .flatMap(texts -> texts)
                .map(TextNode::valueOf);
    }
}
