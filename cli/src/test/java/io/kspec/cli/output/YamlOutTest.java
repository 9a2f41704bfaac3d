package io.kspec.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlOutTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yes",
                "No",
                "null",
                "~",
                "1",
                "1e3",
                "0x1f",
                "2026-01-01",
                "-",
                "- a",
                "a: b",
                "a #b",
                "#a",
                "!a.exists(c, c == 'x')",
                "'a' + 'b'",
                "\"quoted\"",
                "two\nlines",
                "ends with a break\n",
                "\n starts with one",
                "tab\tin it",
                "back\\slash",
                "{a}",
                "[a]",
                "*a",
                "&a",
                "a\u0000b",
                "ä€𝄞",
                " 'leading blank and quotes'",
                "'trailing blank' "
            })
    void whatIsWrittenIsReadAsTheSameText(String text) {
        ObjectNode object = JSON.objectNode();
        object.put("value", text);
        object.putArray("list").add(text).addObject().put("inner", text);
        object.putObject("map").put(text, 1);
        assertThat(read(YamlOut.text(object))).containsExactly(object);
    }

    @Test
    void numbersTruthAndNothingStayWhatTheyAre() {
        ObjectNode object = JSON.objectNode();
        object.put("whole", 3).put("part", 0.5).put("true", true).putNull("none");
        object.putArray("empty");
        object.putObject("nothing");
        assertThat(read(YamlOut.text(object))).extracting(JsonNode::toString).containsExactly(object.toString());
    }

    @Test
    void plainTextHasNoQuotesAndLongExpressionsAreBlocks() {
        ObjectNode object = JSON.objectNode();
        object.put("kind", "Pod").put("apiVersion", "apps/v1").put("expression", "!x.exists(c, c == 'a')");
        object.putArray("list").add("one");
        assertThat(YamlOut.text(object)).isEqualTo("""
                kind: Pod
                apiVersion: apps/v1
                expression: |-
                  !x.exists(c, c == 'a')
                list:
                  - one
                """);
    }

    @Test
    void documentsAreDivided() {
        ObjectNode one = JSON.objectNode().put("a", 1);
        ObjectNode two = JSON.objectNode().put("b", 2);
        assertThat(YamlOut.text(List.of(one, two))).isEqualTo("a: 1\n---\nb: 2\n");
        assertThat(read(YamlOut.text(List.of(one, two)))).containsExactly(one, two);
    }

    private static List<JsonNode> read(String text) {
        return Documents.read("written", text).stream()
                .map(parsed ->
                        assertThat(parsed).as(text).isInstanceOf(Document.class).actual())
                .map(parsed -> ((Document) parsed).json())
                .toList();
    }
}
