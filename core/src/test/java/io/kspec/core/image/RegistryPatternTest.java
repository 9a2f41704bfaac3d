package io.kspec.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistryPatternTest {
    @ParameterizedTest
    @CsvSource({
        "reg.example, reg.example/app, true",
        "reg.example, reg.example:8443/app, true",
        "reg.example:443, reg.example/app, false",
        "reg.example:443, reg.example:443/app, true",
        "reg.example, sub.reg.example/app, false",
        "reg.example, reg.example.evil.test/app, false",
        "REG.example, reg.EXAMPLE/app, true",
        "*.reg.example, reg.example/app, false",
        "*.reg.example, a.reg.example/app, true",
        "*.reg.example, a.b.reg.example/app, true",
        "*.reg.example, areg.example/app, false",
        "*.reg.example, evil.test/a.reg.example/app, false",
        "*.gcr.io/team, eu.gcr.io/team/app, true",
        "*.gcr.io/team, eu.gcr.io/other/app, false",
        "reg.example/team, reg.example/team, true",
        "reg.example/team, reg.example/team/app, true",
        "reg.example/team, reg.example/team-evil/app, false",
        "reg.example/team/*, reg.example/team, false",
        "reg.example/team/*, reg.example/team/app, true",
        "reg.example/*, reg.example/app, true",
        "docker.io, nginx, true",
        "index.docker.io, nginx, true",
        "docker.io/library, nginx, true",
        "docker.io/library/nginx, index.docker.io/nginx, true",
        "docker.io/library, bitnami/nginx, false",
        "*.io, nginx, true",
        "localhost, localhost/app, true",
        "localhost:5000, localhost/app, false",
        "[::1], [::1]:5000/app, true",
    })
    void hostsAreComparedByLabelsAndPathsBySegments(String pattern, String image, boolean covered) {
        assertThat(RegistryPattern.of(pattern)
                        .orElseThrow()
                        .covers(ImageReference.of(image).orElseThrow()))
                .isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "*.*.io",
                "reg.*",
                "reg*.io",
                "a b",
                "reg.io/",
                "reg.io//a",
                "reg.io/Team",
                "/a",
                "reg.io:x"
            })
    void whatIsNoneOfTheFourFormsIsNoPattern(String text) {
        assertThat(RegistryPattern.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reg.io", "*.reg.io", "reg.io:5000/a/b", "reg.io/a/*"})
    void aPatternIsShownAsItIsWritten(String text) {
        assertThat(RegistryPattern.of(text).orElseThrow().display()).isEqualTo(text);
    }
}
