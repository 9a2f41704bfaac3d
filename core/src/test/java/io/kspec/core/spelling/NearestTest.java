package io.kspec.core.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class NearestTest {
    private static final List<String> WORDS = List.of("monitor", "audit", "enforce");

    @Test
    void aMisspeltWordIsRecognised() {
        assertThat(Nearest.to("enfoce", WORDS)).hasValue("enforce");
        assertThat(Nearest.to("Audit", WORDS)).hasValue("audit");
    }

    @Test
    void anotherWordIsNotGuessed() {
        assertThat(Nearest.to("panic", WORDS)).isEmpty();
        assertThat(Nearest.to("monitor".repeat(40), WORDS)).isEmpty();
        assertThat(Nearest.to("audit", List.of())).isEmpty();
    }

    @Property
    void changesAreTheSameBothWaysAndNoneForTheSameWord(
            @ForAll @StringLength(max = 12) String one, @ForAll @StringLength(max = 12) String other) {
        assertThat(Nearest.changes(one, other)).isEqualTo(Nearest.changes(other, one));
        assertThat(Nearest.changes(one, one)).isZero();
    }
}
