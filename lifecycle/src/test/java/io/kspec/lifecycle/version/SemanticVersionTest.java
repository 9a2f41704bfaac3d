package io.kspec.lifecycle.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SemanticVersionTest {
    @Test
    void precedenceIsThatOfTheStandard() {
        List<SemanticVersion> ascending = Stream.of(
                        "1.0.0-alpha",
                        "1.0.0-alpha.1",
                        "1.0.0-alpha.beta",
                        "1.0.0-beta",
                        "1.0.0-beta.2",
                        "1.0.0-beta.11",
                        "1.0.0-rc.1",
                        "1.0.0",
                        "v2.0.0",
                        "2.1.0",
                        "2.1.1",
                        "10.0.0")
                .map(SemanticVersion::of)
                .toList();
        assertThat(ascending).isSorted();
        for (int at = 1; at < ascending.size(); at++) {
            assertThat(ascending.get(at).newerThan(ascending.get(at - 1))).isTrue();
        }
    }

    @Test
    void buildAndLeadingLetterCountForNothing() {
        SemanticVersion plain = SemanticVersion.of("1.0.0");
        assertThat(SemanticVersion.of("1.0.0+build.5").sameAs(plain)).isTrue();
        assertThat(SemanticVersion.of("v1.0.0").sameAs(plain)).isTrue();
        assertThat(SemanticVersion.of("v1.0.0").newerThan(plain)).isFalse();
        assertThat(SemanticVersion.of("v1.0.0")).hasToString("v1.0.0").isNotEqualTo(plain);
    }

    @Test
    void aVersionBeforeAReleaseIsOne() {
        assertThat(SemanticVersion.of("1.0.0-rc-1").prerelease()).isTrue();
        assertThat(SemanticVersion.of("1.0.0+build").prerelease()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "v", "1", "1.2", "01.2.3", "1.2.3-", "1.2.3-01", "vv1.2.3", "1.2.3.4", " 1.2.3", "latest"})
    void whatIsNoVersionIsNone(String text) {
        assertThat(SemanticVersion.parse(text)).isEmpty();
    }
}
