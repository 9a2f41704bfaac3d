package io.kspec.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MigrateTest {
    private static final String OLD = """
            apiVersion: kspec.dev/v1
            kind: ClusterSpecification
            metadata: {name: old, version: 1.0.0}
            spec:
              kubernetes: {minVersion: 1.26.0, maxVersion: "1.30"}
            """;

    @TempDir
    private Path directory;

    static Stream<Path> fixtures() {
        return MigrationFixtures.all();
    }

    /// `-Dkspec.update=true` writes the expected files anew, for a reviewer to read.
    @ParameterizedTest
    @MethodSource("fixtures")
    void anOlderFileBecomesWhatIsWrittenBesideIt(Path fixture) throws Exception {
        Kspec.Ended ended = migrate(MigrationFixtures.read(fixture, "in.yaml"));
        assertThat(ended.code()).as(ended.err()).isZero();
        String account = fates(ended.err());
        if (Boolean.getBoolean("kspec.update")) {
            Files.writeString(fixture.resolve("out.yaml"), ended.out());
            Files.writeString(fixture.resolve("account.txt"), account);
        }
        assertThat(ended.out()).isEqualTo(MigrationFixtures.read(fixture, "out.yaml"));
        assertThat(account).isEqualTo(MigrationFixtures.read(fixture, "account.txt"));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void migratingAgainChangesNothing(Path fixture) {
        String once = MigrationFixtures.read(fixture, "out.yaml");
        Kspec.Ended twice = migrate(once, "--strict");
        assertThat(twice.code()).as(twice.err()).isZero();
        assertThat(twice.out()).isEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void noOutputRefusesOrRepairsAnything(Path fixture) {
        assertThat(Documents.read("out", MigrationFixtures.read(fixture, "out.yaml")))
                .isNotEmpty()
                .map(Document.class::cast)
                .filteredOn(document -> document.json().path("kind").asText().equals("ClusterSpecification"))
                .allSatisfy(document -> assertThat(
                                document.json().at("/spec/enforcement/mode").asText())
                        .isEqualTo("monitor"));
    }

    @Test
    void aMigratedFileIsValid() {
        String file = directory.resolve("new.yaml").toString();
        assertThat(Kspec.at(directory)
                        .reading(OLD)
                        .run("migrate", "--input", "-", "--output", file)
                        .code())
                .isZero();
        assertThat(Kspec.at(directory).run("validate", "-f", file).out()).contains("old is valid");
    }

    @Test
    void theReportNamesPlaceFieldAndReasonOnStandardError() {
        Kspec.Ended ended = migrate(OLD.replace("version:", "vershun: 2, version:"));
        assertThat(ended.out()).startsWith("apiVersion: kspec.io/v1alpha1").doesNotContain("Lost");
        assertThat(ended.err())
                .containsPattern("Lost +stdin:3:23 +metadata[.]vershun +- +the new format has no such field")
                .contains("6 carried, 0 renamed, 1 defaulted, 1 lost")
                .contains("note: old records and refuses nothing");
    }

    @Test
    void strictEndsWithOneOnlyWhenSomethingWasLostOrRenamed() {
        assertThat(migrate(OLD, "--strict").code()).isZero();
        assertThat(migrate(OLD.replace("1.26.0", "v1.26.0"), "--strict").code()).isEqualTo(1);
        assertThat(migrate(OLD.replace("version: 1.0.0", "namespace: a"), "--strict")
                        .code())
                .isEqualTo(1);
        assertThat(migrate(OLD.replace("1.26.0", "v1.26.0")).code()).isZero();
    }

    @Test
    void severalDocumentsBecomeSeveral() {
        Kspec.Ended ended = migrate(OLD + "---\n" + OLD.replace("name: old", "name: other"));
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("name: old", "\n---\n", "name: other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [", "- a", "", "apiVersion: v1\nkind: Pod\n"})
    void whatHoldsNoSpecificationIsRefusedAndNothingIsWritten(String text) {
        Kspec.Ended ended = migrate(text);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("error: ");
    }

    @Test
    void oneWrongWordRefusesTheWholeInputWithItsPlace() {
        Kspec.Ended ended = migrate(OLD + "  podSecurity: {enforce: strict}\n---\n" + OLD);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("stdin:6:17: spec.podSecurity.enforce: \"strict\" is not allowed")
                .contains("privileged, baseline or restricted");
    }

    @Test
    void anUnreadableFileIsNamed() {
        Kspec.Ended ended = Kspec.at(directory).run("migrate", "--input", "nowhere.yaml", "--output", "-");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("no such file or directory (nowhere.yaml)");
    }

    @Test
    void anExistingOutputIsKeptUnlessForced() {
        String file = new Folder(directory).write("mine.yaml", "mine");
        assertThat(to(file).code()).isEqualTo(4);
        assertThat(to(file).err()).contains("exists already", "--force");
        assertThat(Path.of(file)).hasContent("mine");
        assertThat(to(file, "--force").code()).isZero();
        assertThat(Path.of(file)).content().contains("kind: ClusterSpecification");
    }

    @Test
    void aTextThatOlderReadersWouldTakeForSomethingElseIsQuoted() {
        String annotations =
                "version: 1.0.0, annotations: {a: 'on', b: '0x1F', c: '1e3', d: '1_000', e: '12', f: '2025-01-20'}";
        Kspec.Ended ended = migrate(OLD.replace("version: 1.0.0", annotations));
        var document = (Document) Documents.read("out", ended.out()).getFirst();
        assertThat(document.json().at("/metadata/annotations").valueStream())
                .allMatch(value -> value.isTextual())
                .hasSize(6);
        assertThat(ended.out()).contains("\"2025-01-20\"");
    }

    private Kspec.Ended to(String file, String... more) {
        List<String> arguments = Stream.concat(Stream.of("migrate", "--input", "-", "--output", file), Stream.of(more))
                .toList();
        return Kspec.at(directory).reading(OLD).run(arguments.toArray(String[]::new));
    }

    private Kspec.Ended migrate(String text, String... more) {
        List<String> arguments = Stream.concat(Stream.of("migrate", "--input", "-", "--output", "-"), Stream.of(more))
                .toList();
        return Kspec.at(directory).reading(text).run(arguments.toArray(String[]::new));
    }

    /// The table without its reasons, whose wording may change.
    private static String fates(String err) {
        return err.lines()
                .filter(line -> line.matches("(Carried|Renamed|Defaulted|Lost) .*|[0-9]+ carried, .*"))
                .map(line -> line.matches("[0-9].*")
                        ? line
                        : Stream.of(line.replaceAll("stdin [(].*?[)]", "stdin").split(" +", 5))
                                .limit(4)
                                .collect(Collectors.joining(" ")))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
