package io.kspec.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class WildcardTest {
    @Test
    void aNameWithoutAStarNamesItselfOnly() {
        assertThat(new Wildcard("shop").matches("shop")).isTrue();
        assertThat(new Wildcard("shop").matches("shop-2")).isFalse();
        assertThat(new Wildcard("shop").exact()).isTrue();
    }

    @Test
    void aPatternOfManyStarsIsDecidedAtOnce() {
        var pattern = new Wildcard("a*".repeat(31) + "b");
        assertThat(pattern.matches("a".repeat(253))).isFalse();
        assertThat(pattern.matches("a".repeat(252) + "b")).isTrue();
    }

    @Property
    void itDecidesAsARegularExpressionWould(@ForAll("patterns") String pattern, @ForAll("names") String name) {
        String expression =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        assertThat(new Wildcard(pattern).matches(name)).isEqualTo(name.matches(expression));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars('a', 'b', '*').ofMaxLength(7);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars('a', 'b').ofMaxLength(8);
    }
}
