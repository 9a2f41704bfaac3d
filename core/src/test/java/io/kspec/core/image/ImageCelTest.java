package io.kspec.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// The regular expressions use nothing that RE2 and Java read differently, so Java can try them.
final class ImageCelTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    @Property(tries = 5000)
    void theExpressionsCoverWhatThePatternsCover(
            @ForAll("images") String image, @ForAll("patterns") List<String> texts) {
        List<RegistryPattern> patterns = texts.stream()
                .map(text -> RegistryPattern.of(text).orElseThrow())
                .toList();
        Optional<ImageReference> reference = ImageReference.of(image);
        boolean covered = reference
                .map(named -> patterns.stream().anyMatch(pattern -> pattern.covers(named)))
                .orElse(false);
        assertThat(isCovered(image, patterns)).as("%s by %s", image, texts).isEqualTo(covered);
    }

    @Property(tries = 5000)
    void theExpressionsCallSoundWhatIsAReference(@ForAll("images") String image) {
        boolean sound = find(ImageCel.HAS_HOST, image)
                ? find(ImageCel.SOUND_WITH_HOST, image)
                : find(ImageCel.SOUND_WITHOUT_HOST, image);
        assertThat(sound).as(image).isEqualTo(ImageReference.of(image).isPresent());
    }

    @Test
    void noPatternThatCouldCoverIsTheConstantFalse() {
        String cel = ImageCel.isCovered(
                "i", List.of(RegistryPattern.of("reg.example").orElseThrow()));
        assertThat(cel).contains("? false :").endsWith(": false)");
    }

    @Provide
    Arbitrary<String> images() {
        Arbitrary<String> likely = Combinators.combine(
                        Arbitraries.of(
                                "",
                                "docker.io/",
                                "index.docker.io:443/",
                                "Docker.io/",
                                "reg.example/",
                                "reg.example:5000/",
                                "a.reg.example/",
                                "localhost/",
                                "localhost:5000/",
                                "REG/",
                                "reg/",
                                "io/",
                                "[::1]/",
                                "-x.io/",
                                "reg.io./"),
                        Arbitraries.of(
                                "app",
                                "library",
                                "library/app",
                                "team/app",
                                "team",
                                "team/a/b",
                                "Team/app",
                                "docker.io",
                                "localhost",
                                "a..b",
                                "a.b",
                                "a__b",
                                "",
                                "team-evil/app",
                                "docker.io/app"),
                        Arbitraries.of("", ":1", ":latest", ":", ":a/b", ":5000"),
                        Arbitraries.of("", "@sha256:" + HEX, "@sha256:0", "@x/y"))
                .as((host, path, tag, digest) -> host + path + tag + digest);
        return Arbitraries.oneOf(
                likely, Arbitraries.strings().withChars("aA0.:/-_@").ofMaxLength(12));
    }

    @Provide
    Arbitrary<List<String>> patterns() {
        return Arbitraries.of(
                        "docker.io",
                        "docker.io/library",
                        "docker.io/library/app",
                        "docker.io/library/*",
                        "docker.io/team",
                        "docker.io/team/a/*",
                        "docker.io/docker.io",
                        "docker.io:443",
                        "reg.example",
                        "reg.example:5000",
                        "reg.example/team",
                        "reg.example/team/*",
                        "*.reg.example",
                        "*.example/team",
                        "*.io",
                        "*.io/app",
                        "localhost",
                        "localhost:5000",
                        "reg",
                        "[::1]",
                        "index.docker.io/app")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private static boolean isCovered(String image, List<RegistryPattern> patterns) {
        if (find(ImageCel.DOCKER_HOST, image)) {
            return any(ImageCel.dockerWithHost(patterns), image);
        }
        return any(
                find(ImageCel.HAS_HOST, image) ? ImageCel.withHost(patterns) : ImageCel.dockerWithoutHost(patterns),
                image);
    }

    private static boolean any(List<String> expressions, String image) {
        return expressions.stream().anyMatch(expression -> find(expression, image));
    }

    private static boolean find(String expression, String image) {
        return Pattern.compile(expression).matcher(image).find();
    }
}
