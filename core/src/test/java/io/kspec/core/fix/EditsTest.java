package io.kspec.core.fix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kspec.core.Yaml;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EditsTest {
    @Test
    void theObjectItselfIsLeftAsItIs() {
        JsonNode before = Yaml.one("{a: {b: [1, 2]}}");
        JsonNode after = Edits.apply(before, List.of(remove("a.b.0"), put("a.c", BooleanNode.TRUE)));
        assertThat(before).isEqualTo(Yaml.one("{a: {b: [1, 2]}}"));
        assertThat(after).isEqualTo(Yaml.one("{a: {b: [2], c: true}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                 | a.b.c | {a: {b: {c: 7}}}",
                "{a: null}          | a.b   | {a: {b: 7}}",
                "{a: {b: 1, c: 2}}  | a.b   | {a: {b: 7, c: 2}}",
                "{a: [1, 2]}        | a.1   | {a: [1, 7]}",
                "{a: [1, 2]}        | a.2   | {a: [1, 2, 7]}",
                "{a: [1, 2]}        | a.3   | {a: [1, 2]}",
                "{a: [1, 2]}        | a.b   | {a: [1, 2]}",
                "{a: [{}]}          | a.0.b | {a: [{b: 7}]}",
                "{a: [{}]}          | a.1.b | {a: [{}]}",
                "{a: text}          | a.b   | {a: text}",
                "{a: 1}             | ''    | {a: 1}",
            })
    void whatIsPutStandsWhereThePathLeads(String before, String path, String after) {
        assertThat(Edits.apply(Yaml.one(before), List.of(put(path, IntNode.valueOf(7))))
                        .toString())
                .isEqualTo(Yaml.one(after).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: {b: 1, c: 2}} | a.b     | {a: {c: 2}}",
                "{a: [1, 2, 3]}    | a.1     | {a: [1, 3]}",
                "{a: [1]}          | a.1     | {a: [1]}",
                "{a: [1]}          | a.b     | {a: [1]}",
                "{a: 1}            | b.c     | {a: 1}",
                "{a: text}         | a.b     | {a: text}",
                "{a: [1]}          | a.99999999999 | {a: [1]}",
                "{a: 1}            | ''      | {a: 1}",
            })
    void whatIsRemovedIsGoneAndNothingElseIs(String before, String path, String after) {
        assertThat(Edits.apply(Yaml.one(before), List.of(remove(path)))).isEqualTo(Yaml.one(after));
    }

    @Test
    void everyIndexMeansWhatItMeantBeforeAnyEdit() {
        JsonNode letters = Yaml.one("{l: [a, b, c, d, e, f, g, h, i, j, k, l], m: [{x: [1, 2]}, {x: [3]}]}");
        List<Edit> edits = Stream.concat(
                        Stream.of("l.0", "l.2", "l.10", "l.9", "l.0", "m.0.x.0", "m.1", "m.0.x.1")
                                .map(EditsTest::remove),
                        Stream.of(put("l.11", TextNode.valueOf("L")), put("l.12", TextNode.valueOf("new"))))
                .toList();
        assertThat(Edits.apply(letters, edits)).isEqualTo(Yaml.one("{l: [b, d, e, f, g, h, i, L, new], m: [{x: []}]}"));
    }

    @Test
    void aPartAndTheWholeMayBothGo() {
        assertThat(Edits.apply(Yaml.one("{a: {b: 1}}"), List.of(remove("a"), remove("a.b"))))
                .isEqualTo(Yaml.one("{}"));
    }

    private static Edit remove(String path) {
        return new Edit.Remove(FieldPath.of(path));
    }

    private static Edit put(String path, JsonNode value) {
        return new Edit.Put(FieldPath.of(path), value);
    }
}
