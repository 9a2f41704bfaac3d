package io.kspec.core.fix.text;

import static io.kspec.core.fix.text.Edited.edited;
import static io.kspec.core.fix.text.Edited.put;
import static io.kspec.core.fix.text.Edited.remove;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BlockEditsTest {
    private static final String POD = """
            # the shop
            apiVersion: v1
            kind: Pod
            metadata:
              name: 'web'   # not "www"
            spec:
              containers:
                # the only one
                - name: app
                  image: "nginx:1.29"
                  # someone needed it
                  securityContext:
                    privileged: true # why?
                    runAsUser: 0

            # the end
            """;

    @Test
    void aFieldIsReplacedInItsOwnQuotesAndItsCommentStays() {
        assertThat(edited(POD, put("metadata.name", "shop"))).isEqualTo(POD.replace("'web'", "'shop'"));
        assertThat(edited(POD, put("spec.containers.0.image", "nginx"))).isEqualTo(POD.replace("nginx:1.29", "nginx"));
        assertThat(edited(POD, put("spec.containers.0.securityContext.privileged", "false")))
                .isEqualTo(POD.replace("true # why?", "false # why?"));
    }

    @Test
    void aFieldIsAddedAtTheEndOfItsMappingAndFieldsOnTheWayAreMade() {
        assertThat(edited(
                        POD,
                        put("spec.containers.0.securityContext.capabilities.drop", "[ALL]"),
                        put("spec.hostNetwork", "false")))
                .isEqualTo(POD.replace("        runAsUser: 0\n", """
                                runAsUser: 0
                                capabilities:
                                  drop:
                                    - ALL
                          hostNetwork: false
                        """.indent(0)));
    }

    @Test
    void aFieldIsRemovedWithItsLineAndTheCommentAboveItStays() {
        assertThat(edited(POD, remove("spec.containers.0.securityContext.privileged")))
                .isEqualTo(POD.replace("        privileged: true # why?\n", ""));
        assertThat(edited(POD, remove("spec.containers.0.securityContext")))
                .isEqualTo(POD.replace("      securityContext:\n", "")
                        .replace("        privileged: true # why?\n        runAsUser: 0\n", ""));
    }

    @Test
    void theLastFieldThatIsRemovedLeavesAnEmptyObject() {
        assertThat(edited("""
                        spec: # all of it
                          hostPID: true
                        # end
                        """, remove("spec.hostPID"))).isEqualTo("""
                        spec: {} # all of it
                        # end
                        """);
        assertThat(edited("spec:\n- a: 1 # one\n- b\n", remove("spec.0.a"))).isEqualTo("spec:\n- {} # one\n- b\n");
        assertThat(edited("a: 1", remove("a"))).isEqualTo("{}");
    }

    @Test
    void theFirstFieldOfAnItemLeavesItsDashToTheNext() {
        assertThat(edited("list:\n  - a: 1\n    # about b\n    b: 2\n", remove("list.0.a")))
                .isEqualTo("list:\n  - # about b\n    b: 2\n");
        assertThat(edited("list:\n- a: 1\n  b: 2\n", remove("list.0.a"))).isEqualTo("list:\n- b: 2\n");
    }

    @Test
    void itemsAreAddedAndRemovedByTheirIndexBeforeAnyEdit() {
        String list = "list:\n- a\n-   b\n# about c\n- c\n- d # last\nend: 1\n";
        assertThat(edited(list, remove("list.0"), remove("list.2"), put("list.4", "e")))
                .isEqualTo("list:\n-   b\n# about c\n- d # last\n- e\nend: 1\n");
        assertThat(edited("list:\n- a\n", remove("list.0"))).isEqualTo("list: []\n");
        assertThat(edited("- - a\n  - b\n", remove("0.0"))).isEqualTo("- - b\n");
    }

    @Test
    void theIndentationOfTheDocumentIsTakenUp() {
        assertThat(edited("a:\n    b:\n        c: 1\nlist:\n  - x\n", put("d.e", "[{f: 1, g: {h: 2}}]")))
                .isEqualTo(
                        "a:\n    b:\n        c: 1\nlist:\n  - x\nd:\n    e:\n      - f: 1\n        g:\n            h: 2\n");
        assertThat(edited("list:\n- x\n", put("d.e", "[w]"))).isEqualTo("list:\n- x\nd:\n  e:\n  - w\n");
    }

    @Test
    void theLineEndsOfTheDocumentAreTakenUp() {
        assertThat(edited("a:\r\n  b: 1\r\nc: 2\r\n", put("a.d", "{e: 3}"), remove("c")))
                .isEqualTo("a:\r\n  b: 1\r\n  d:\r\n    e: 3\r\n");
    }

    @Test
    void aDocumentWithoutALastLineEndStaysOne() {
        assertThat(edited("a: 1", put("b", "2"))).isEqualTo("a: 1\nb: 2");
    }

    @Test
    void nothingAndNullAreFilled() {
        assertThat(edited(
                        "a: # nothing\nb: ~\nc: null # nil\nlist:\n-\n- x\n",
                        put("a.x", "1"),
                        put("b", "2"),
                        put("c.d", "{e: 3}"),
                        put("list.0", "{f: 4}")))
                .isEqualTo("a: # nothing\n  x: 1\nb: 2\nc: # nil\n  d:\n    e: 3\nlist:\n- f: 4\n- x\n");
        assertThat(edited("a:\n", put("a", "text"))).isEqualTo("a: text\n");
    }

    @Test
    void blocksOfTextAreReplacedRemovedAndLeftAlone() {
        String script = "a: |\n  one\n\n  two\n\nb: >+\n  three\n\nc: 1\n";
        assertThat(edited(script, put("a", "short"))).isEqualTo("a: short\n\nb: >+\n  three\n\nc: 1\n");
        assertThat(edited(script, remove("b"))).isEqualTo("a: |\n  one\n\n  two\n\nc: 1\n");
        assertThat(edited(script, remove("c"), put("d", "2")))
                .isEqualTo("a: |\n  one\n\n  two\n\nb: >+\n  three\n\nd: 2\n");
    }

    @Test
    void aCollectionIsReplacedByAValueAndAValueByACollection() {
        assertThat(edited("a:\n  # inside\n  b: 1\n  c: 2\nd: 3\n", put("a", "1"), put("d", "[x, w]")))
                .isEqualTo("a: 1\n  # inside\nd:\n- x\n- w\n");
        assertThat(edited("a:\n- x\n- w\nb: 1\n", put("a", "[w]"))).isEqualTo("a:\n- w\nb: 1\n");
        assertThat(edited("a: {b: 1} # old\n", put("a", "[w]"))).isEqualTo("a: # old\n- w\n");
    }

    @Test
    void ofAnObjectThatIsReplacedOnlyWhatDiffersIsTouched() {
        assertThat(edited("a:\n  b: 'x' # b\n  c: 1\n  d: [1]\n", put("a", "{b: x, d: [1, 2], e: 3}")))
                .isEqualTo("a:\n  b: 'x' # b\n  d: [1, 2]\n  e: 3\n");
    }

    @Test
    void aTextThatReadsAsSomethingElseIsPutInQuotes() {
        assertThat(edited(
                        "a: 1\n", put("b", "\"yes\""), put("c", "\"0644\""), put("d", "\"x: y\""), put("e", "nginx:1")))
                .isEqualTo("a: 1\nb: \"yes\"\nc: \"0644\"\nd: \"x: y\"\ne: nginx:1\n");
    }

    @Test
    void markersAndSignsBeyondSixteenBitsDoNotShiftPlaces() {
        assertThat(edited("%YAML 1.2\n---\n# 😀😀\na: 😀 # 😀\nb:\n  c: 1\n...\n", put("b.c", "2"), put("b.d", "3")))
                .isEqualTo("%YAML 1.2\n---\n# 😀😀\na: 😀 # 😀\nb:\n  c: 2\n  d: 3\n...\n");
    }

    @Test
    void whatIsSoAlreadyIsNotTouched() {
        assertThat(edited(POD, put("metadata.name", "web"), remove("spec.hostPID")))
                .isEqualTo(POD);
    }
}
