package io.kspec.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageReferenceTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "nginx, docker.io/library/nginx:latest",
        "user/app, docker.io/user/app:latest",
        "docker.io/nginx, docker.io/library/nginx:latest",
        "index.docker.io/nginx:1, docker.io/library/nginx:1",
        "Docker.IO/nginx:1, docker.io/library/nginx:1",
        "reg.local:5000/app, reg.local:5000/app:latest",
        "localhost/app:1, localhost/app:1",
        "localhost, docker.io/library/localhost:latest",
        "foo.bar, docker.io/library/foo.bar:latest",
        "Reg/app, reg/app:latest",
        "reg:5000, docker.io/library/reg:5000",
        "[::1]:5000/app, [::1]:5000/app:latest",
        "[::1]/app, [::1]/app:latest",
        "a/b__c/d-e/f.g:V_1.0-x, docker.io/a/b__c/d-e/f.g:V_1.0-x",
    })
    void everySpellingHasOneCanonicalForm(String written, String canonical) {
        assertThat(ImageReference.of(written).map(ImageReference::canonical)).contains(canonical);
    }

    @Test
    void aDigestLeavesTheTagAsItIs() {
        ImageReference plain = ImageReference.of("nginx@sha256:" + HEX).orElseThrow();
        assertThat(plain.pinned()).isTrue();
        assertThat(plain.effectiveTag()).isEmpty();
        assertThat(plain.canonical()).isEqualTo("docker.io/library/nginx@sha256:" + HEX);
        ImageReference tagged =
                ImageReference.of("reg.local:5000/app:latest@sha256:" + HEX).orElseThrow();
        assertThat(tagged.effectiveTag()).contains("latest");
        assertThat(tagged.port()).isEqualTo("5000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "a//b",
                "nginx/",
                "/nginx",
                "Nginx",
                "reg.io/Team/app",
                "nginx:",
                "nginx@",
                "nginx@sha256:abc",
                "nginx@md5:0123",
                "nginx:a b",
                "nginx:-x",
                "reg.io:port/app",
                "reg.io:123456/app",
                "-reg.io/app",
                "reg..io/app",
                "reg.io./app",
                "a.-b",
                "a___b",
                "a..b",
                ".a",
                "a.",
                "_a",
                "https://reg.io/app",
                "nginx\nlatest",
                "[]/app",
                "[x.y]/app",
                "docker.io/",
                "a:b:c"
            })
    void whatNoRuntimeCouldPullIsNoReference(String text) {
        assertThat(ImageReference.of(text)).isEmpty();
    }

    @Test
    void aTagHasAtMost128Letters() {
        assertThat(ImageReference.of("nginx:" + "a".repeat(128))).isPresent();
        assertThat(ImageReference.of("nginx:" + "a".repeat(129))).isEmpty();
    }

    @Test
    void aNameOfAMillionLettersIsReadAsWell() {
        assertThat(ImageReference.of("a-b.".repeat(250_000) + "c")).isPresent();
        assertThat(ImageReference.of("a/".repeat(500_000))).isEmpty();
    }

    @Property
    void noTextThrows(@ForAll String text) {
        ImageReference.of(text).ifPresent(image -> assertThat(image.path()).isNotEmpty());
    }

    @Property
    void theCanonicalFormIsItsOwnCanonicalForm(@ForAll("names") String name) {
        ImageReference once = ImageReference.of(name).orElseThrow();
        ImageReference twice = ImageReference.of(once.canonical()).orElseThrow();
        assertThat(twice.canonical()).isEqualTo(once.canonical());
    }

    @Provide
    Arbitrary<String> names() {
        return Combinators.combine(
                        Arbitraries.of("", "docker.io/", "reg.example/", "REG.example/", "localhost:5000/", "a/"),
                        Arbitraries.of("app", "team/app", "a/b/c", "x__y"),
                        Arbitraries.of("", ":1", ":latest"),
                        Arbitraries.of("", "@sha256:" + HEX))
                .as((host, path, tag, digest) -> host + path + tag + digest);
    }
}
