package io.kspec.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;

final class DocumentsPropertyTest {
    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;

    @Property(tries = 500)
    void jsonReadsAsItself(@ForAll("objects") ObjectNode json) {
        assertThat(only(json.toPrettyString())).isEqualTo(json);
    }

    @Property(tries = 500)
    void yamlSaysWhatItsJsonSays(@ForAll("objects") ObjectNode json) {
        var dump = new Dump(DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setDefaultScalarStyle(ScalarStyle.DOUBLE_QUOTED)
                .build());
        // Every scalar is quoted: numbers are compared by their text.
        assertThat(only(dump.dumpToString(texts(json)))).isEqualTo(asTexts(json));
    }

    @Property(tries = 1000)
    void noTextMakesReadingThrow(@ForAll("texts") String text) {
        for (Parsed parsed : Documents.read("x", text)) {
            if (parsed instanceof Broken broken) {
                assertThat(broken.position().line()).isPositive();
                assertThat(broken.position().column()).isPositive();
                assertThat(broken.what()).isNotBlank();
                assertThat(broken.remedy()).isNotBlank();
            }
        }
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        return fields(values(3)).map(fields -> (ObjectNode) FACTORY.objectNode().setAll(fields));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "---", "...", "\n", "a", ": ", "- ", "{", "}", "[", "]", "\"", "'", "&x ", "*x", "<<: ", "|",
                        ">", "%", "#", "\t", " ", ",", "!", "\u0000", "\uFEFF", "\ud83d", "1e999", "0x", "?", "~", "\\")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    private static Arbitrary<JsonNode> values(int depth) {
        Arbitrary<JsonNode> leaf = Arbitraries.oneOf(
                Arbitraries.strings()
                        .all()
                        .ofMaxLength(8)
                        .filter(DocumentsPropertyTest::isText)
                        .map(FACTORY::textNode),
                Arbitraries.integers().map(FACTORY::numberNode),
                Arbitraries.longs().map(DocumentsPropertyTest::smallest),
                Arbitraries.of(true, false).map(FACTORY::booleanNode),
                Arbitraries.just(FACTORY.nullNode()));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<JsonNode> list = values(depth - 1).list().ofMaxSize(3).map(items -> FACTORY.arrayNode()
                .addAll(items));
        Arbitrary<JsonNode> object =
                fields(values(depth - 1)).map(fields -> FACTORY.objectNode().setAll(fields));
        return Arbitraries.oneOf(leaf, list, object);
    }

    private static Arbitrary<Map<String, JsonNode>> fields(Arbitrary<JsonNode> values) {
        Arbitrary<String> names = Arbitraries.strings().all().ofMaxLength(6).filter(DocumentsPropertyTest::isText);
        return Arbitraries.maps(names, values).ofMaxSize(4);
    }

    private static JsonNode smallest(long value) {
        return value == (int) value ? FACTORY.numberNode((int) value) : FACTORY.numberNode(value);
    }

    /// Without halves of surrogate pairs, which are no text.
    private static boolean isText(String text) {
        return text.codePoints()
                .noneMatch(point -> (point >= 0xD800 && point <= 0xDFFF) || point == 0xFFFE || point == 0xFFFF);
    }

    private static Object texts(JsonNode json) {
        if (json.isObject()) {
            var fields = new LinkedHashMap<String, Object>();
            json.properties().forEach(field -> fields.put(field.getKey(), texts(field.getValue())));
            return fields;
        }
        if (json.isArray()) {
            List<Object> items = new ArrayList<>();
            json.forEach(item -> items.add(texts(item)));
            return items;
        }
        return json.asText();
    }

    private static JsonNode asTexts(JsonNode json) {
        if (json.isObject()) {
            ObjectNode fields = FACTORY.objectNode();
            json.properties().forEach(field -> fields.set(field.getKey(), asTexts(field.getValue())));
            return fields;
        }
        if (json.isArray()) {
            var items = FACTORY.arrayNode();
            json.forEach(item -> items.add(asTexts(item)));
            return items;
        }
        return FACTORY.textNode(json.asText());
    }

    private static JsonNode only(String text) {
        List<Parsed> parsed = Documents.read("x", text);
        assertThat(parsed).hasSize(1);
        assertThat(parsed.getFirst()).isInstanceOf(Document.class);
        return ((Document) parsed.getFirst()).json();
    }
}
