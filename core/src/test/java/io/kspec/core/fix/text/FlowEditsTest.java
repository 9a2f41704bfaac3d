package io.kspec.core.fix.text;

import static io.kspec.core.fix.text.Edited.edited;
import static io.kspec.core.fix.text.Edited.put;
import static io.kspec.core.fix.text.Edited.remove;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FlowEditsTest {
    private static final String JSON = """
            {
              "kind": "Pod",
              "spec": {
                "args": ["a", "b\\"]"],
                "securityContext": {},
                "containers": [
                  {
                    "name": "app",
                    "privileged": true
                  }
                ]
              }
            }
            """;

    @Test
    void fieldsBetweenBracketsAreChangedAddedAndRemovedInPlace() {
        String line = "a: { b: 1, c: 'x', d: [p, q] } # all\n";
        assertThat(edited(line, put("a.b", "2"), put("a.c", "w"), put("a.e", "{f: [1]}"), put("a.d.2", "r")))
                .isEqualTo("a: { b: 2, c: 'w', d: [p, q, r], e: {f: [1]} } # all\n");
        assertThat(edited(line, remove("a.b"), remove("a.d.1"))).isEqualTo("a: { c: 'x', d: [p] } # all\n");
        assertThat(edited(line, remove("a.c"), remove("a.d"))).isEqualTo("a: { b: 1 } # all\n");
    }

    @Test
    void emptyBracketsAreFilledAndFullOnesEmptied() {
        assertThat(edited("a: {}\nb: [ ]\n", put("a.x.w", "1"), put("b.0", "z")))
                .isEqualTo("a: {x: {w: 1}}\nb: [z]\n");
        assertThat(edited("a: {x: 1}\nb: [z,]\n", remove("a.x"), remove("b.0"))).isEqualTo("a: {}\nb: []\n");
        assertThat(edited("a: {x: , w: 1}\n", put("a.x", "2"))).isEqualTo("a: {x: 2 , w: 1}\n");
    }

    @Test
    void bracketsOverSeveralLinesKeepTheirCommentsAndLines() {
        String lines = """
                a: [
                  one, # first
                  # about two
                  two # second
                ]
                """;
        assertThat(edited(lines, put("a.2", "three"))).isEqualTo("""
                a: [
                  one, # first
                  # about two
                  two, # second
                  three
                ]
                """);
        assertThat(edited(lines, remove("a.0"))).isEqualTo("""
                a: [
                  # about two
                  two # second
                ]
                """);
        assertThat(edited(lines, remove("a.1"))).isEqualTo("""
                a: [
                  one # first
                  # about two
                ]
                """);
    }

    @Test
    void jsonStaysJsonInItsOwnLayout() {
        assertThat(edited(
                        JSON,
                        put("spec.args.2", "c"),
                        put("spec.securityContext.runAsNonRoot", "true"),
                        put("spec.containers.0.securityContext", "{drop: [ALL]}"),
                        remove("spec.containers.0.privileged")))
                .isEqualTo("""
                        {
                          "kind": "Pod",
                          "spec": {
                            "args": ["a", "b\\"]", "c"],
                            "securityContext": {
                              "runAsNonRoot": true
                            },
                            "containers": [
                              {
                                "name": "app",
                                "securityContext": {
                                  "drop": [
                                    "ALL"
                                  ]
                                }
                              }
                            ]
                          }
                        }
                        """);
    }

    @Test
    void jsonOnOneLineStaysOnOneLine() {
        assertThat(edited("{\"a\":{\"b\":1},\"c\":[]}", put("a.d", "{e: 2}"), put("c.0", "x"), remove("a.b")))
                .isEqualTo("{\"a\":{\"d\":{\"e\":2}},\"c\":[\"x\"]}");
    }

    @Test
    void jsonWithTabsIsEdited() {
        assertThat(edited("{\n\t\"a\": 1,\n\t\"b\": {\n\t\t\"c\": -1.5e3\n\t}\n}\n", put("b.d", "null"), remove("a")))
                .isEqualTo("{\n\t\"b\": {\n\t\t\"c\": -1.5e3,\n\t\t\"d\": null\n\t}\n}\n");
    }
}
