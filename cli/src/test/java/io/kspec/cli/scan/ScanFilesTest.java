package io.kspec.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScanFilesTest {
    @TempDir
    private Path directory;

    private Folder folder;
    private String specification;

    @BeforeEach
    void writeTheSpecification() {
        folder = new Folder(directory.resolve("manifests"));
        specification = new Folder(directory).write("spec.yaml", Folder.SPECIFICATION);
    }

    @Test
    void ofSeveralSpecificationsInAFileTheOneThatBuildsOnTheOthersJudges() {
        folder.write("latest.yaml", Folder.GOOD.replace("nginx:1.29", "nginx:latest"));
        String top = """
                ---
                apiVersion: kspec.io/v1alpha1
                kind: ClusterSpecification
                metadata: {name: top}
                spec: %s
                """;
        String builds = new Folder(directory)
                .write(
                        "several.yaml",
                        Folder.SPECIFICATION + top.formatted("{policyInheritance: {basePolicies: [small]}}"));
        String apart = new Folder(directory).write("apart.yaml", Folder.SPECIFICATION + top.formatted("{}"));

        Kspec.Ended judged = Kspec.at(directory)
                .run("scan", "-f", folder.root().toString(), "--spec", builds, "--fail-on", "Medium");
        assertThat(judged.code()).isEqualTo(1);
        Kspec.Ended unclear =
                Kspec.at(directory).run("scan", "-f", folder.root().toString(), "--spec", apart);
        assertThat(unclear.code()).isEqualTo(3);
        assertThat(unclear.err()).contains("2 ClusterSpecifications in it, and not one that builds on the others");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json"})
    void goodManifestsEndWithZeroInEveryFormat(String format) {
        folder.write("good.yaml", Folder.GOOD);
        assertThat(scan("-o", format).code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json"})
    void aBrokenRuleEndsWithOneInEveryFormat(String format) {
        folder.write("bad.yaml", Folder.BAD);
        Kspec.Ended ended = scan("-o", format);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("bad");
        assertThat(ended.err()).contains("--fail-on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json"})
    void aBrokenDocumentEndsWithThreeAndItsNeighboursAreJudged(String format) {
        folder.write("mixed.yaml", Folder.GOOD + "---\n" + Folder.BROKEN);
        Kspec.Ended ended = scan("-o", format);
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .contains("mixed.yaml:")
                .contains("this is no YAML")
                .contains("incomplete");
    }

    @Test
    void findingsWinOverGapsAndStandardErrorSaysThatTheEvaluationIsIncomplete() {
        folder.write("bad.yaml", Folder.BAD);
        folder.write("broken.yaml", Folder.BROKEN);
        Kspec.Ended ended = scan();
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("broken.yaml:").contains("The evaluation is incomplete");
    }

    @Test
    void theMildestSeverityThatFailsIsTheUsersChoice() {
        folder.write("latest.yaml", Folder.GOOD.replace("nginx:1.29", "nginx:latest"));
        assertThat(scan().code()).isZero();
        assertThat(scan("--fail-on", "Medium").code()).isEqualTo(1);
        assertThat(scan("--fail-on", "critical").code()).isZero();
    }

    @Test
    void aScoreBelowTheMinimumEndsWithOne() {
        folder.write("latest.yaml", Folder.GOOD.replace("nginx:1.29", "nginx:latest"));
        assertThat(scan("--min-score", "93").code()).isEqualTo(1);
        assertThat(scan("--min-score", "92").code()).isZero();
    }

    @Test
    void nothingToEvaluateIsSaidAndIsNoFailureUnlessSomethingIsRequired() {
        folder.write("settings.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n");
        Kspec.Ended ended = scan();
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("nothing to evaluate");
        assertThat(scan("--min-score", "90").code()).isZero();
        assertThat(scan("--require-resources").code()).isEqualTo(3);
    }

    @Test
    void aFileThatDoesNotExistEndsWithThree() {
        Kspec.Ended ended = Kspec.at(directory).run("scan", "--spec", specification, "-f", "nowhere.yaml");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("no such file or directory (nowhere.yaml)");
    }

    @Test
    void aSpecificationFileThatDoesNotExistIsWrongUsage() {
        assertThat(Kspec.at(directory)
                        .run("scan", "--spec", "nowhere.yaml", "-f", ".")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void anUnsoundSpecificationCannotBeJudgedBy() {
        String unsound =
                new Folder(directory).write("unsound.yaml", Folder.SPECIFICATION.replace("podSecurity", "podSecurty"));
        Kspec.Ended ended =
                Kspec.at(directory).run("scan", "--spec", unsound, "-f", folder.write("a.yaml", Folder.GOOD));
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("spec.podSecurty").contains("podSecurity");
    }

    @Test
    void theFormatOfTheFirstKspecIsNamedWithItsWayOut() {
        String first = new Folder(directory)
                .write("first.yaml", Folder.SPECIFICATION.replace("kspec.io/v1alpha1", "kspec.dev/v1"));
        Kspec.Ended ended = Kspec.at(directory).run("scan", "--spec", first, "-f", folder.write("a.yaml", Folder.GOOD));
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("kspec.dev/v1").contains("kspec migrate --input");
    }

    @Test
    void subDirectoriesAreReadWhenAskedAndMentionedWhenNot() {
        folder.write("deep/bad.yaml", Folder.BAD);
        assertThat(scan().err()).contains("only in sub-directories").contains("-R");
        assertThat(scan("-R").code()).isEqualTo(1);
    }

    @Test
    void standardInputIsRead() {
        Kspec.Ended ended = Kspec.at(directory).reading(Folder.BAD).run("scan", "--spec", specification, "-f", "-");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("stdin:13:13");
    }

    @Test
    void withoutAChoiceTheEmbeddedProfileJudgesAndSaysSo() {
        Kspec.Ended ended = Kspec.at(directory).run("scan", "-f", folder.write("bad.yaml", Folder.BAD));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("embedded production profile");
    }

    @Test
    void objectsThatShareANameKeepTheirOwnPlaces() {
        folder.write("a.yaml", Folder.BAD);
        folder.write("b.yaml", "# another environment\n" + Folder.BAD);
        assertThat(scan().out()).contains("a.yaml:13:13").contains("b.yaml:14:13");
    }

    @Test
    void aFileThatIsNoTextIsRefusedByName() throws Exception {
        folder.write("good.yaml", Folder.GOOD);
        Files.write(directory.resolve("manifests/latin.yaml"), "kind: \u00e4".getBytes(StandardCharsets.ISO_8859_1));
        Kspec.Ended ended = scan();
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("latin.yaml").contains("not UTF-8");
    }

    @Test
    void escapeSequencesInManifestsDoNotReachTheTerminal() {
        folder.write("bad.yaml", Folder.BAD.replace("name: bad,", "name: \"b\\e[2Jd\","));
        assertThat(scan().out()).contains("\\u001b[2J").doesNotContain("\u001b");
    }

    @Test
    void coloursComeOnATerminalOrWhenTheyAreDemanded() {
        folder.write("bad.yaml", Folder.BAD);
        assertThat(scan().out()).doesNotContain("\u001b[");
        assertThat(scan("--color", "always").out()).contains("\u001b[31mCRITICAL\u001b[0m");
        String[] arguments = {
            "scan", "--spec", specification, "-f", folder.root().toString()
        };
        assertThat(Kspec.at(directory).onATerminal().run(arguments).out()).contains("\u001b[");
        assertThat(Kspec.at(directory)
                        .onATerminal()
                        .with(Map.of("NO_COLOR", "1"))
                        .run(arguments)
                        .out())
                .doesNotContain("\u001b[");
        assertThat(Kspec.at(directory)
                        .with(Map.of("CLICOLOR_FORCE", "1"))
                        .run(arguments)
                        .out())
                .contains("\u001b[");
    }

    @Test
    void aLongListIsCutWithItsCount() {
        for (int number = 10; number < 25; number++) {
            folder.write("bad%d.yaml".formatted(number), Folder.BAD);
        }
        assertThat(scan().out()).contains("... and 5 more; see all of them with -o json");
    }

    @Test
    void theTableReadsAsTheExampleInItsFile() throws Exception {
        String example = Files.readString(Path.of("src/test/resources/scan-of-a-bad-manifest.txt"));
        Kspec.Ended ended = Kspec.at(directory)
                .reading(Folder.BAD + "---\n" + Folder.BROKEN + "---\n" + Folder.GOOD)
                .run("scan", "--spec", specification, "-f", "-");
        assertThat(ended.out().replace(specification, "spec.yaml")).isEqualTo(example);
    }

    private Kspec.Ended scan(String... more) {
        var arguments = new ArrayList<>(
                List.of("scan", "--spec", specification, "-f", folder.root().toString()));
        arguments.addAll(List.of(more));
        return Kspec.at(directory).run(arguments.toArray(String[]::new));
    }
}
