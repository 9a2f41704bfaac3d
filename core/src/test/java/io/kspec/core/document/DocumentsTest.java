package io.kspec.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DocumentsTest {
    private static final String TWO = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: first
            spec:
              containers:
                - name: app
                  image: nginx
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: second}
            """;

    @Test
    void aCharacterOfTwoUnitsStandsAnywhereInALargeDocument() {
        for (int before = 1024 * 1024 - 3; before < 1024 * 1024 + 3; before++) {
            String text = "a: |\n  %s\uD83D\uDE00\nb: 2\n".formatted("x".repeat(before - 7));
            assertThat(Documents.read("large.yaml", text))
                    .singleElement()
                    .isInstanceOfSatisfying(Document.class, document -> assertThat(
                                    document.json().path("b").asInt())
                            .isEqualTo(2));
        }
    }

    @Test
    void everyFieldKnowsItsLineAndColumn() {
        Document first = document(TWO, 0);
        assertThat(first.positions().key(path("spec", "containers", "0", "image")))
                .contains(new Position(8, 7));
        assertThat(first.positions().value(path("spec", "containers", "0", "image")))
                .contains(new Position(8, 14));
        assertThat(first.positions().key(path("spec", "containers", "0"))).contains(new Position(7, 7));
    }

    @Test
    void linesOfALaterDocumentCountFromTheTopOfTheText() {
        Document second = document(TWO, 1);
        assertThat(second.positions().key(path("metadata", "name"))).contains(new Position(12, 12));
        assertThat(second.start()).isEqualTo(new Position(10, 1));
    }

    @Test
    void anAbsentFieldIsLookedForAtTheNearestFieldAroundIt() {
        Document first = document(TWO, 0);
        assertThat(first.positions().nearest(path("spec", "containers", "0", "securityContext", "runAsNonRoot")))
                .isEqualTo(new Position(7, 7));
        assertThat(first.positions().nearest(path("spec", "hostNetwork"))).isEqualTo(new Position(5, 1));
        assertThat(first.positions().nearest(path("spec", "containers", "99999999999")))
                .isEqualTo(new Position(6, 3));
    }

    @Test
    void aBrokenDocumentDoesNotTakeItsNeighboursAlong() {
        List<Parsed> parsed = Documents.read("x.yaml", """
                kind: A
                ---
                kind: [B
                ---
                kind: C
                """);
        assertThat(parsed).hasSize(3);
        assertThat(parsed.get(0)).isInstanceOf(Document.class);
        assertThat(parsed.get(1)).isInstanceOf(Broken.class);
        assertThat(((Broken) parsed.get(1)).position().line()).isBetween(3, 4);
        assertThat(((Document) parsed.get(2)).start()).isEqualTo(new Position(5, 1));
    }

    @Test
    void aKeyThatStandsTwiceIsBrokenAtItsSecondPlace() {
        Broken broken = broken("""
                kind: A
                metadata:
                  name: a
                  name: b
                """);
        assertThat(broken.where()).isEqualTo("x.yaml:4:3");
        assertThat(broken.what()).contains("\"name\"").contains("line 3");
        assertThat(broken("{\"a\": 1,\n \"a\": 2}").where()).isEqualTo("x.yaml:2:2");
    }

    @Test
    void anUnfinishedTextIsBrokenWhereItEnds() {
        Broken broken = broken("kind: A\nmetadata:\n  name: \"a\n");
        assertThat(broken.position().line()).isGreaterThanOrEqualTo(3);
        assertThat(broken.failure().sentence()).contains("x.yaml:").contains("this is no YAML");
    }

    @Test
    void aTemplateThatWasNotRenderedIsToldSo() {
        assertThat(broken("{{ if .Values.enabled }}\nkind: A\n{{ end }}\n").remedy())
                .contains("render it first");
    }

    @Test
    void scalarsMeanWhatTheyMeanToKubernetes() {
        // The right side is what sigs.k8s.io/yaml 1.6 answers for the left.
        JsonNode json = document("""
                a: yes
                b: y
                c: on
                d: 010
                e: 0o10
                f: 1_000
                g: 1:30
                h: 2001-01-01
                i: 0b11
                j: .5
                k: 1e3
                l: +12
                m: 0x1F
                o: ~
                p: =
                q: !!str 12
                r: 08
                s: 1e999
                u: !foo bar
                v: !!int "12"
                x: 1.10
                z: .5.5
                aa: "yes"
                ab: 'no'
                ac: 123456789012345678
                ad: v1.28
                ae: -0
                af: 12e03
                """, 0).json();
        assertThat(json.toString())
                .isEqualTo(
                        "{\"a\":true,\"b\":true,\"c\":true,\"d\":8,\"e\":8,\"f\":1000,\"g\":\"1:30\","
                                + "\"h\":\"2001-01-01\",\"i\":3,\"j\":0.5,\"k\":1E+3,\"l\":12,\"m\":31,\"o\":null,\"p\":\"=\","
                                + "\"q\":\"12\",\"r\":8,\"s\":\"1e999\",\"u\":\"bar\",\"v\":12,\"x\":1.10,\"z\":\".5.5\","
                                + "\"aa\":\"yes\",\"ab\":\"no\",\"ac\":123456789012345678,\"ad\":\"v1.28\",\"ae\":0,\"af\":1.2E+4}");
    }

    @Test
    void aKeyIsTextWhateverItLooksLike() {
        assertThat(document("{on: 1, 8080: 2, n: 3}", 0).json().toString())
                .isEqualTo("{\"true\":1,\"8080\":2,\"false\":3}");
        assertThat(broken("on: 1\nyes: 2\n").where()).isEqualTo("x.yaml:2:1");
    }

    @Test
    void anAliasStandsForWhatItNamesAndIsFoundWhereItIsWritten() {
        Document document = document("""
                labels: &labels
                  app: web
                selector: *labels
                """, 0);
        assertThat(document.json().at("/selector/app").asText()).isEqualTo("web");
        assertThat(document.positions().key(path("selector"))).contains(new Position(3, 1));
        assertThat(document.positions().value(path("selector"))).contains(new Position(3, 11));
    }

    @Test
    void mergedFieldsGiveWayToWhatIsWrittenBelowThem() {
        JsonNode json = document("""
                base: &base {a: 1, b: 1}
                other: &other {b: 2, c: 2}
                one: {<<: *base, b: 3}
                two: {<<: [*base, *other]}
                """, 0).json();
        assertThat(json.path("one").toString()).isEqualTo("{\"a\":1,\"b\":3}");
        assertThat(json.path("two").path("b").asInt()).isEqualTo(1);
        assertThat(json.path("two").path("c").asInt()).isEqualTo(2);
    }

    @Test
    void aBombOfAliasesIsRefused() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 12; level++) {
            bomb.append("a%d: &a%d [%s]\n"
                    .formatted(level, level, "*a%d, ".formatted(level - 1).repeat(10)));
        }
        assertThat(broken(bomb.toString()).what()).contains("once its aliases are written out");
    }

    @Test
    void anAliasOfWhatSurroundsItIsRefused() {
        assertThat(broken("a: &a\n  b: *a\n").what()).contains("*a");
    }

    @Test
    void nestingBeyondReasonIsRefused() {
        assertThat(broken("a: " + "[".repeat(100_000)).what()).contains("nested");
        assertThat(broken("{\"a\": " + "[".repeat(100_000)).what()).isNotEmpty();
    }

    @Test
    void listsAreOpenedAndTheirItemsKeepTheirPlaces() {
        List<Parsed> parsed = Documents.read("x.yaml", """
                apiVersion: v1
                kind: List
                items:
                - apiVersion: v1
                  kind: Pod
                - apiVersion: apps/v1
                  kind: DeploymentList
                  items:
                  - metadata: {name: web}
                """);
        assertThat(parsed)
                .extracting(one -> ((Document) one).json().path("kind").asText())
                .containsExactly("Pod", "Deployment");
        assertThat(((Document) parsed.get(1)).positions().key(path("metadata", "name")))
                .contains(new Position(9, 16));
    }

    @Test
    void jsonMayBeIndentedWithTabsAndStandInARow() {
        List<Parsed> parsed = Documents.read("x.json", "{\n\t\"kind\": \"A\"\n}\n{\"kind\": \"\\ud83d\\ude00\"}\n");
        assertThat(parsed)
                .extracting(one -> ((Document) one).json().path("kind").asText())
                .containsExactly("A", "😀");
        assertThat(((Document) parsed.get(0)).positions().key(path("kind"))).contains(new Position(2, 2));
        assertThat(((Document) parsed.get(1)).start()).isEqualTo(new Position(4, 1));
    }

    @Test
    void whatIsNoObjectIsBroken() {
        assertThat(broken("- a\n- b\n").what()).contains("a list");
        assertThat(broken("hello").what()).contains("a single value");
    }

    @Test
    void emptyDocumentsAreLeftOut() {
        assertThat(Documents.read("x.yaml", "")).isEmpty();
        assertThat(Documents.read("x.yaml", "---\n# nothing\n---\n\n...\n---\n"))
                .isEmpty();
        assertThat(Documents.read("x.yaml", "# head\n---\nkind: A\n---\n")).hasSize(1);
    }

    @Test
    void directivesBelongToTheDocumentBelowThem() {
        assertThat(document("%YAML 1.2\n---\nkind: A\n", 0).json().path("kind").asText())
                .isEqualTo("A");
    }

    @Test
    void windowsLinesAndAByteOrderMarkAreRead() {
        Document second = document("\uFEFFkind: A\r\n---\r\nkind: B\r\n", 1);
        assertThat(second.json().path("kind").asText()).isEqualTo("B");
        assertThat(second.positions().key(path("kind"))).contains(new Position(3, 1));
    }

    @Test
    void aMarkerInsideABlockOfTextEndsTheDocumentAsYamlDemands() {
        assertThat(Documents.read("x.yaml", "a: |\n  text\n  --- not here\n---\nb: 1\n"))
                .hasSize(2);
    }

    @Test
    void aDocumentTooLargeForTheApiServerIsRefused() {
        assertThat(broken("a: " + "x".repeat(4_000_000)).what()).contains("4,000,003");
    }

    private static Document document(String text, int index) {
        return (Document) Documents.read("x.yaml", text).get(index);
    }

    private static Broken broken(String text) {
        return (Broken) Documents.read("x.yaml", text).stream()
                .filter(Broken.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static FieldPath path(String... segments) {
        return new FieldPath(List.of(segments));
    }
}
