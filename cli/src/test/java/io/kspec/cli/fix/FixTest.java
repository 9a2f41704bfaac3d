package io.kspec.cli.fix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FixTest {
    private static final String PRIVILEGED = """
            # The shop.
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: shop}
            spec:
              containers:
              - name: app
                image: "nginx:1.29"   # pinned
                securityContext:
                  privileged: true   # historical
                  runAsUser: 1000
              - {name: sidecar, image: envoy:1, securityContext: {privileged: yes}}
            """;

    private static final String UNPRIVILEGED = """
            # The shop.
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: shop}
            spec:
              containers:
              - name: app
                image: "nginx:1.29"   # pinned
                securityContext:
                  runAsUser: 1000
              - {name: sidecar, image: envoy:1, securityContext: {}}
            """;

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
    void withoutWriteTheDiffIsShownAndNoFileIsTouched() {
        String file = folder.write("web.yaml", PRIVILEGED);
        Kspec.Ended ended = fix();
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out())
                .startsWith("--- a/" + file.substring(1) + "\n+++ b/" + file.substring(1) + "\n@@ -7,6 +7,5 @@\n")
                .contains("\n-      privileged: true   # historical\n")
                .contains("\n+  - {name: sidecar, image: envoy:1, securityContext: {}}\n");
        assertThat(ended.err()).contains("1 fix in 1 file to write: add --write");
        assertThat(text(file)).isEqualTo(PRIVILEGED);
    }

    @Test
    void withWriteTheFilesAreMendedAndASecondRunHasNothingToDo() {
        String file = folder.write("web.yaml", PRIVILEGED);
        assertThat(fix("--write").code()).isZero();
        assertThat(text(file)).isEqualTo(UNPRIVILEGED);
        Kspec.Ended second = fix("--write");
        assertThat(second.code()).isZero();
        assertThat(second.out()).isEmpty();
        assertThat(second.err()).contains("nothing to fix");
        assertThat(text(file)).isEqualTo(UNPRIVILEGED);
    }

    @Test
    void whatNeedsAPersonIsListedWithRuleObjectAndHint() {
        String file = folder.write("latest.yaml", PRIVILEGED.replace(":1.29", ":latest"));
        Kspec.Ended ended = fix("--write");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("By hand:", file, "Pod shop/web", "images-avoid-the-latest-tag")
                .contains("1 fix in 1 file written");
        assertThat(text(file)).isEqualTo(UNPRIVILEGED.replace(":1.29", ":latest"));
    }

    @Test
    void onlyTheRulesThatAreNamedAreMended() {
        folder.write("latest.yaml", PRIVILEGED.replace(":1.29", ":latest"));
        assertThat(fix("--write", "--rule", "privileged-containers").code()).isZero();
        Kspec.Ended misspelt = fix("--rule", "privileged-container");
        assertThat(misspelt.code()).isEqualTo(2);
        assertThat(misspelt.err()).contains("Did you mean privileged-containers?");
    }

    @Test
    void neighboursInTheSameFileAndListsKeepTheirText() {
        String other = "# other\napiVersion: v1\nkind: ConfigMap\nmetadata: {name:   odd}\n";
        String list = "apiVersion: v1\nkind: List\nitems:\n"
                + PRIVILEGED
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> (line.startsWith("apiVersion") ? "- " : "  ") + line + "\n")
                        .reduce("", String::concat);
        String file = folder.write("all.yaml", "\uFEFF" + other + "---\n" + list + "...\n---\n" + PRIVILEGED);
        assertThat(fix("--write").code()).isZero();
        assertThat(text(file))
                .startsWith("\uFEFF" + other + "---\napiVersion: v1\nkind: List\n")
                .endsWith("...\n---\n" + UNPRIVILEGED)
                .doesNotContain("privileged:");
    }

    @Test
    void jsonOneObjectAfterTheOtherIsMendedInPlace() {
        String pod = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"containers\":"
                + "[{\"name\":\"c\",\"image\":\"i:1\",\"securityContext\":{\"privileged\":true,\"runAsUser\":1}}]}}";
        String file = folder.write("pods.json", pod + "\n" + pod + "\n");
        assertThat(fix("--write").code()).isZero();
        String mended = pod.replace("\"privileged\":true,", "");
        assertThat(text(file)).isEqualTo(mended + "\n" + mended + "\n");
    }

    @Test
    void standardInputComesOutMended() {
        Kspec.Ended ended = Kspec.at(directory).reading(PRIVILEGED).run("fix", "-f", "-", "--spec", specification);
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEqualTo(UNPRIVILEGED);
    }

    @Test
    void standardInputIsNeitherWrittenNorMixedWithFiles() {
        assertThat(kspec("fix", "-f", "-", "--write").code()).isEqualTo(2);
        assertThat(kspec("fix", "-f", "-", "-f", folder.write("web.yaml", PRIVILEGED))
                        .code())
                .isEqualTo(2);
    }

    @Test
    void aTemplateIsRefusedWithTheHintOfTheScan() {
        String template = PRIVILEGED + "---\n{{- if .Values.on }}\nkind: Pod\n{{- end }}\n";
        String file = folder.write("template.yaml", template);
        Kspec.Ended ended = fix("--write");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("template.yaml:", "this is no YAML", "render it first, for example with helm template");
        assertThat(text(file)).isEqualTo(template);
    }

    @Test
    void aTemplateThatHappensToBeYamlIsNotTouched() {
        String template = PRIVILEGED.replace("nginx:1.29", "{{ .Values.image }}");
        String file = folder.write("template.yaml", template);
        assertThat(fix("--write", "--rule", "privileged-containers").err()).contains("render it first");
        assertThat(text(file)).isEqualTo(template);
    }

    @Test
    void aBrokenDocumentEndsWithThreeAndItsNeighboursAreMended() {
        String file = folder.write("mixed.yaml", PRIVILEGED + "---\n" + Folder.BROKEN);
        Kspec.Ended ended = fix("--write");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("mixed.yaml:").contains("this is no YAML");
        assertThat(text(file)).isEqualTo(UNPRIVILEGED + "---\n" + Folder.BROKEN);
    }

    @Test
    void aFileThatIsNotThereEndsWithThree() {
        Kspec.Ended ended =
                kspec("fix", "-f", folder.root().resolve("none.yaml").toString(), "--spec", specification);
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("no such file");
    }

    @Test
    void anAnchorThatOthersShareIsByHand() {
        String shared = """
                apiVersion: v1
                kind: Pod
                metadata: {name: shared}
                x-defaults: &context {privileged: true}
                spec:
                  containers:
                  - {name: one, image: "i:1", securityContext: *context}
                """;
        String file = folder.write("shared.yaml", shared);
        Kspec.Ended ended = fix("--write");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("By hand:", "alias");
        assertThat(text(file)).isEqualTo(shared);
    }

    @Test
    void theSameFileNamedTwiceIsMendedOnce() {
        String file = folder.write("web.yaml", PRIVILEGED);
        Kspec.Ended ended =
                kspec("fix", "-f", file, "-f", folder.root().toString(), "--spec", specification, "--write");
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).contains("1 file written");
    }

    @Test
    void permissionsAndLinksStay() throws IOException {
        Path file = Path.of(folder.write("web.yaml", PRIVILEGED));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-x---"));
        Path link = Files.createSymbolicLink(directory.resolve("link.yaml"), file);
        assertThat(kspec("fix", "-f", link.toString(), "--spec", specification, "--write")
                        .code())
                .isZero();
        assertThat(link).isSymbolicLink();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-r-x---"));
        assertThat(file).hasContent(UNPRIVILEGED);
        assertThat(folder.root()).isDirectoryContaining(file::equals);
        try (var beside = Files.list(folder.root())) {
            assertThat(beside).containsExactly(file);
        }
    }

    @Test
    void aFileThatChangedMeanwhileIsNotOverwritten() {
        Path file = Path.of(folder.write("web.yaml", "changed"));
        assertThat(FileWrite.replace(file, "before", "after")).hasValueSatisfying(why -> assertThat(why.sentence())
                .contains("changed while", "Run the command again"));
        assertThat(file).hasContent("changed");
        assertThat(FileWrite.replace(directory.resolve("none"), "before", "after"))
                .isPresent();
    }

    @Test
    void programsReadTheOutcomeAsJson() throws IOException {
        String file = folder.write("latest.yaml", PRIVILEGED.replace(":1.29", ":latest"));
        JsonNode json = new JsonMapper().readTree(fix("-o", "json").out());
        assertThat(json.path("done").asBoolean()).isFalse();
        assertThat(json.at("/files/0/file").asText()).isEqualTo(file);
        assertThat(json.at("/files/0/fixed/0/rule").asText()).isEqualTo("containers-are-unprivileged");
        assertThat(json.at("/files/0/diff").asText()).contains("-      privileged: true");
        assertThat(json.at("/byHand/0/rule").asText()).isEqualTo("images-avoid-the-latest-tag");
        assertThat(json.at("/byHand/0/name").asText()).isEqualTo("web");
        assertThat(json.path("unread").isEmpty()).isTrue();
    }

    @Test
    void onATerminalTheDiffIsColouredAndCommandsNothing() {
        folder.write("web.yaml", PRIVILEGED.replace("# historical", "# \u202e"));
        Kspec.Ended ended =
                Kspec.at(directory).onATerminal().run("fix", "-f", folder.root().toString(), "--spec", specification);
        assertThat(ended.out())
                .contains("\u001b[31m-      privileged: true   # \\u202e\u001b[")
                .doesNotContain("\u202e");
    }

    @Test
    void theDiffIsAPatch() {
        assertThat(UnifiedDiff.of("./a.yaml", "a\nb", "a\nc\n"))
                .containsExactly(
                        "--- a/a.yaml",
                        "+++ b/a.yaml",
                        "@@ -1,2 +1,2 @@",
                        " a",
                        "-b",
                        "\\ No newline at end of file",
                        "+c");
        assertThat(UnifiedDiff.of("a", "x\r\n", "y\r\n")).contains("-x\r", "+y\r");
        assertThat(UnifiedDiff.of("a", "same", "same")).isEmpty();
    }

    private Kspec.Ended fix(String... more) {
        var arguments = new ArrayList<>(List.of("fix", "-f", folder.root().toString(), "--spec", specification));
        arguments.addAll(List.of(more));
        return kspec(arguments.toArray(String[]::new));
    }

    private Kspec.Ended kspec(String... arguments) {
        return Kspec.at(directory).run(arguments);
    }

    private static String text(String file) {
        return Folder.read(file);
    }
}
