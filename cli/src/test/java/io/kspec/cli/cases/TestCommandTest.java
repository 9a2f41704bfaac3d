package io.kspec.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestCommandTest {
    private static final String CASES = """
            specification: ../spec.yaml
            cases:
            - name: a good deployment passes
              objects: [good.yaml]
              expect: {'*': Pass}
            - name: a bad deployment fails
              objects: [bad.yaml]
              expect: {privileged-containers: Fail, images-avoid-the-latest-tag: Fail}
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void write() {
        var folder = new Folder(directory);
        folder.write("spec.yaml", Folder.SPECIFICATION + """
                  rules:
                  - {name: named, expression: object.metadata.labels.app == 'good', message: Call it good.}
                """);
        folder.write("tests/good.yaml", Folder.GOOD);
        folder.write("tests/bad.yaml", Folder.BAD);
    }

    @Test
    void casesThatComeOutAsExpectedEndWithZero() {
        Kspec.Ended ended = test(CASES);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("kspec-test.yaml (small)")
                .contains("  ✓ a good deployment passes")
                .contains("  ✓ a bad deployment fails")
                .contains("2 cases: 2 as expected, 0 not");
    }

    @Test
    void aCaseThatDiffersSaysWhatWasExpectedWhatCameAndWhy() {
        Kspec.Ended ended = test(CASES.replace(
                "{privileged-containers: Fail, images-avoid-the-latest-tag: Fail}", "{'custom[named]': Pass}"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out())
                .contains("  ✗ a bad deployment fails")
                .contains("      custom[named]: expected Pass, got Fail")
                .contains("        named broken by 1 workload")
                .contains("2 cases: 1 as expected, 1 not");
    }

    @Test
    void theStarSpeaksOfEveryRuleAboutWorkloadsThatNoOtherKeyNames() {
        Kspec.Ended ended = test(CASES.replace("images-avoid-the-latest-tag: Fail}", "'*': Pass}"));
        assertThat(ended.out())
                .contains("images-avoid-the-latest-tag: expected Pass, got Fail")
                .contains("custom[named]: expected Pass, got Fail")
                .doesNotContain("containers-are-unprivileged: expected")
                .doesNotContain("got Skip");
    }

    @Test
    void aRuleThatComesToAnErrorIsNotEvaluated() {
        new Folder(directory)
                .write("tests/bad.yaml", Folder.BAD.replace("metadata: {labels: {app: bad}}", "metadata: {}"));
        Kspec.Ended ended = test(CASES.replace("images-avoid-the-latest-tag: Fail}", "named: NotEvaluated}"));
        assertThat(ended.code()).as(ended.out()).isZero();
    }

    @Test
    void programsReadTheSame() {
        Kspec.Ended ended = test(CASES.replace("Fail, images", "Pass, images"), "-o", "json");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out())
                .contains("\"asExpected\" : false")
                .contains("\"different\" : 1")
                .contains("\"expected\" : \"Pass\"");
    }

    @Test
    void ciServersReadTheSame() {
        Kspec.Ended ended = test(CASES.replace("Fail, images", "Pass, images"), "-o", "junit");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out())
                .startsWith("<?xml")
                .contains("<testsuites name=\"kspec test\" tests=\"2\" failures=\"1\"")
                .contains("<testcase classname=\"small\" name=\"a good deployment passes\">")
                .contains("message=\"containers-are-unprivileged: expected Pass, got Fail");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            expect: {'*': Pass}           | expct: {'*': Pass}            | :3:3: cases[0].expect: is missing
            expect: {'*': Pass}           | expect: {'*': Pas}            | Did you mean Pass?
            expect: {'*': Pass}           | expect: {'custom[nmed]': Pass} | Did you mean custom[named]?
            objects: [good.yaml]          | objects: [gone.yaml]          | no such file or directory
            objects: [good.yaml]          | objects: []                   | has 0 entries
            objects: [good.yaml]          | objects: [../spec.yaml]       | there is no workload in these files
            specification: ../spec.yaml   | specification: gone.yaml      | no such specification file
            specification: ../spec.yaml   | specification: good.yaml      | no ClusterSpecification in it
            specification: ../spec.yaml   | specificaton: ../spec.yaml    | Did you mean specification?
            cases:                        | cases: [                      | kspec-test.yaml
            """)
    void whatCannotBeReadEndsWithTwoAndIsNamed(String from, String to, String complaint) {
        Kspec.Ended ended = test(CASES.replace(from, to));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(complaint);
    }

    @Test
    void aSpecificationThatIsNotSoundEndsWithTwo() {
        new Folder(directory).write("spec.yaml", Folder.SPECIFICATION + "  rules: [{name: a, expression: object.}]\n");
        Kspec.Ended ended = test(CASES);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("spec.rules[0].expression");
    }

    @Test
    void oneFileMayBeNamedAndOtherFilesAreStillRunWhenOneIsBroken() {
        test(CASES);
        String broken = new Folder(directory).write("tests/broken/kspec-test.yaml", "cases: 7\n");
        assertThat(Kspec.at(directory).run("test", broken).err()).contains("is a number, not a list");
        Kspec.Ended all = Kspec.at(directory).run("test", directory.toString());
        assertThat(all.code()).isEqualTo(2);
        assertThat(all.out()).contains("2 cases: 2 as expected");
    }

    @Test
    void withoutASpecificationTheEmbeddedProfileIsTested() {
        Kspec.Ended ended = test(CASES.replace("specification: ../spec.yaml\n", "")
                .replace("expect: {'*': Pass}", "expect: {containers-are-unprivileged: Pass}"));
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("(production-cluster)");
    }

    @Test
    void aFolderWithoutCasesIsWrongUsage() {
        assertThat(Kspec.at(directory).run("test", directory.toString()).err())
                .contains("there is no kspec-test.yaml below");
        assertThat(Kspec.at(directory)
                        .run("test", directory.resolve("gone").toString())
                        .code())
                .isEqualTo(2);
    }

    @Test
    void theExampleComesOutAsItSays() {
        Path examples = Path.of(System.getProperty("kspec.root"), "examples", "tests");
        Kspec.Ended ended = Kspec.at(directory).run("test", examples.toString());
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("3 cases: 3 as expected, 0 not");
    }

    private Kspec.Ended test(String cases, String... options) {
        new Folder(directory).write("tests/kspec-test.yaml", cases);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "test";
        arguments[1] = directory.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Kspec.at(directory).run(arguments);
    }
}
