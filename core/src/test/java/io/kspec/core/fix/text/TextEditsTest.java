package io.kspec.core.fix.text;

import static io.kspec.core.fix.text.Edited.edited;
import static io.kspec.core.fix.text.Edited.put;
import static io.kspec.core.fix.text.Edited.refused;
import static io.kspec.core.fix.text.Edited.remove;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextEditsTest {
    private static final String SHARED = """
            base: &base
              privileged: true
              user: 0
            one: *base
            two:
              <<: *base
              user: 5
            three: &three
              x: 1
            """;

    @Test
    void anEditThroughAnAliasOrAMergeKeyIsByHand() {
        assertThat(refused(SHARED, remove("one.privileged"))).contains("shared", "one.privileged", "by hand");
        assertThat(refused(SHARED, put("two.privileged", "false"))).contains("merge key", "two.privileged");
        assertThat(refused(SHARED, put("one", "{}"))).contains("alias");
    }

    @Test
    void anEditOfWhatOthersShareIsByHandToo() {
        assertThat(refused(SHARED, put("base.privileged", "false"))).contains("anchors", "by hand");
        assertThat(refused(SHARED, remove("two.user"))).contains("by hand");
        assertThat(refused(SHARED, remove("base"))).contains("by hand");
    }

    @Test
    void whatStandsBesideAnchorsIsEdited() {
        assertThat(edited(SHARED, put("two.user", "6"), put("two.group", "7"), put("three.w", "2"), remove("three.x")))
                .isEqualTo(SHARED.replace("user: 5\n", "user: 6\n  group: 7\n").replace("  x: 1\n", "  w: 2\n"));
        assertThat(edited(SHARED, remove("one"))).isEqualTo(SHARED.replace("one: *base\n", ""));
    }

    /// A parser that reads by the thousand must not break a character of two units in the middle.
    @Test
    void aCharacterOfTwoUnitsStandsAnywhere() {
        for (int before = 1000; before < 1030; before++) {
            String text = "a: 1 # %s\uD83D\uDE00\nb: 2\n".formatted("x".repeat(before));
            assertThat(edited(text, put("b", "3"))).isEqualTo(text.replace("b: 2", "b: 3"));
        }
    }

    @Test
    void aValueWithAnAnchorOrATagOfItsOwnIsByHand() {
        assertThat(refused("a: &x 1\n", put("a", "2"))).contains("anchor");
        assertThat(refused("a: !!str 1\n", put("a", "2"))).contains("tag");
        assertThat(refused("a: &x\n  b: 1\n", remove("a.b"))).contains("anchor");
    }

    @Test
    void aPathThroughASingleValueIsByHand() {
        assertThat(refused("a: text\n", put("a.b", "1"))).contains("a.b", "no fields");
        assertThat(refused("a: [x]\n", put("a.5", "1"))).contains("no fields");
        assertThat(refused("a: [x]\n", put("a.1.b", "1"))).contains("no fields");
    }

    @Test
    void unusualFormsAreByHand() {
        assertThat(refused("? a\n: 1\n? b\n: 2\n", remove("a"))).contains("by hand");
        assertThat(refused("a: [b: 1]\n", put("a.0.c", "1"))).contains("by hand");
        assertThat(refused("a: {b}\n", put("a.b", "1"))).contains("by hand");
        assertThat(refused("a: # one\n  text\n", put("a", "{b: 1}"))).contains("comment");
        assertThat(refused("a: { # one\n }\n", put("a.b", "1"))).contains("comment");
    }

    @Test
    void textWithoutAnObjectIsByHand() {
        assertThat(refused("# nothing\n", put("a", "1"))).contains("no object");
        assertThat(refused("", remove("a"))).contains("no object");
        assertThat(refused("a: [b\n", remove("a"))).contains("no object");
        assertThat(refused("text\n", put("a", "1"))).contains("by hand");
    }

    @Test
    void aKeyIsFoundByWhatItMeans() {
        assertThat(edited("yes: 1\n\"b c\" : 2\n", put("true", "3"), put("b c", "4")))
                .isEqualTo("yes: 3\n\"b c\" : 4\n");
    }

    @Test
    void anEditOfTheWholeObjectIsNotMade() {
        assertThat(edited("a: 1\n", put("", "{b: 1}"))).isEqualTo("a: 1\n");
    }
}
