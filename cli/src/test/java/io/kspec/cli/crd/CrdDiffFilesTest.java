package io.kspec.cli.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CrdDiffFilesTest {
    private static final String OTHER = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\n";

    @TempDir
    private Path home;

    @Test
    void aRemovedFieldIsNotCompatibleAndStandsFirst() {
        Kspec.Ended ended = diff(
                definition("widgets", "a: {type: string}, b: {type: string}"),
                definition("widgets", "a: {type: string, maxLength: 3}"));
        assertThat(ended.code()).as(ended.err()).isOne();
        assertThat(ended.out().lines().toList().getFirst())
                .isEqualTo(
                        "widgets.example.org: not compatible, by the documents alone; 2 breaking, 0 warnings, 0 for information");
        assertThat(ended.out())
                .contains("SEVERITY", "BACK", "VERSION", "PATH", "RULE", "BECAUSE")
                .containsPattern("loss +ok +v1 +spec.b +field-removed +The field spec.b was removed")
                .containsPattern("break +ok +v1 +spec.a +bound-added-or-tightened")
                .contains("Going back is safe.");
        assertThat(ended.out().indexOf("field-removed")).isLessThan(ended.out().indexOf("bound-added"));
    }

    @Test
    void aNewFieldIsCompatibleAndTheWayBackSaysWhatItLoses() {
        Kspec.Ended ended = diff(
                definition("widgets", "a: {type: string}"),
                definition("widgets", "a: {type: string}, b: {type: string}"));
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("compatible, by")
                .contains("Going back is not safe:")
                .contains("field-added-optional");
    }

    @Test
    void programsReadExactlyThisOfOneDefinition() throws IOException {
        Kspec.Ended ended = diff(
                definition("widgets", "a: {type: string}, b: {type: string}") + OTHER,
                OTHER + "---\n" + definition("widgets", "a: {type: string}"),
                "-o",
                "json");
        assertThat(ended.code()).isOne();
        assertThat(json(ended.out())).isEqualTo(json("""
                {"compatible": false,
                 "breaking": [{"rule": "field-removed", "version": "v1", "path": "spec.b", "old": "string", "new": "",
                   "why": "The field spec.b was removed: what objects hold there vanishes when they are read and is destroyed at their next write.",
                   "severity": {"up": "loss", "back": "ok"}}],
                 "warnings": [], "info": [],
                 "rollback": {"safe": true, "reasons": []}}
                """));
    }

    @Test
    void severalDefinitionsStandUnderTheirNamesAndArePairedByThem() throws IOException {
        String old = definition("widgets", "a: {type: string}") + "---\n" + definition("gadgets", "a: {type: string}");
        String next = definition("gadgets", "a: {type: string}") + "---\n" + definition("wheels", "a: {type: string}");
        Kspec.Ended ended = diff(old, next, "-o", "json");
        assertThat(ended.code()).isZero();
        JsonNode json = json(ended.out());
        assertThat(json.path("compatible").asBoolean()).isTrue();
        assertThat(json.path("crds").findValuesAsText("name"))
                .containsExactly("gadgets.example.org", "wheels.example.org", "widgets.example.org");
        assertThat(json.path("crds").path(0).path("info")).isEmpty();
        assertThat(json.path("crds").path(1).path("info").findValuesAsText("rule"))
                .contains("crd-new");
        assertThat(json.path("crds").path(2).path("warnings").findValuesAsText("rule"))
                .containsExactly("crd-missing-from-bundle");
    }

    @Test
    void yamlSaysTheSame() {
        Kspec.Ended ended = diff(
                definition("widgets", "a: {type: string}"), definition("widgets", "a: {type: string}"), "-o", "yaml");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("compatible: true\n").contains("breaking: []", "safe: true");
    }

    @Test
    void directoriesAndStandardInputAreReadToo() {
        var folder = new Folder(home);
        folder.write("old/a.yaml", definition("widgets", "a: {type: string}"));
        folder.write("old/deeper/b.yaml", definition("gadgets", "a: {type: string}"));
        String next = definition("widgets", "a: {type: string}") + "---\n" + definition("gadgets", "a: {type: string}");
        Kspec.Ended flat = Kspec.at(home)
                .reading(next)
                .run("crd", "diff", home.resolve("old").toString(), "-");
        assertThat(flat.out()).contains("gadgets.example.org").contains("crd-new");
        Kspec.Ended deep = Kspec.at(home)
                .reading(next)
                .run("crd", "diff", "-R", home.resolve("old").toString(), "-");
        assertThat(deep.out()).contains("gadgets.example.org").doesNotContain("crd-new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent.yaml", "broken.yaml", "other.yaml", "twice.yaml", "nameless.yaml"})
    void badInputEndsWithTwoAndSaysWhichFile(String file) {
        var folder = new Folder(home);
        folder.write("broken.yaml", Folder.BROKEN);
        folder.write("other.yaml", OTHER);
        folder.write("twice.yaml", definition("widgets", "") + "---\n" + definition("widgets", ""));
        folder.write("nameless.yaml", definition("widgets", "").replace("{name: widgets.example.org}", "{}"));
        String good = folder.write("good.yaml", definition("widgets", ""));
        Kspec.Ended ended =
                Kspec.at(home).run("crd", "diff", good, home.resolve(file).toString());
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("error: ").contains(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crd",
                "crd diff",
                "crd diff old.yaml",
                "crd diff --cluster old.yaml new.yaml",
                "crd diff a b c",
                "crd diff a b -o xml"
            })
    void wrongUsageEndsWithTwo(String line) {
        Kspec.Ended ended = Kspec.at(home).run(line.split(" ", -1));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("error: ");
    }

    @Test
    void aClusterThatDoesNotAnswerEndsWithThree() {
        String next = new Folder(home).write("new.yaml", definition("widgets", ""));
        Kspec.Ended ended = Kspec.at(home).run("crd", "diff", "--cluster", next);
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void helpGivesExamplesAndSaysWhatTheExitCodesMean() {
        String help = Kspec.at(home).run("crd", "diff", "--help").out();
        assertThat(help)
                .contains(
                        "Examples:",
                        "kspec crd diff old.yaml new.yaml",
                        "Exit codes:",
                        "--cluster",
                        "table, json or yaml");
    }

    private Kspec.Ended diff(String old, String next, String... more) {
        var folder = new Folder(home);
        String[] arguments = {"crd", "diff", folder.write("old.yaml", old), folder.write("new.yaml", next)};
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Kspec.at(home).run(all);
    }

    static String object(String plural, String version, String name, String spec) {
        return """
                apiVersion: example.org/%s
                kind: %s
                metadata: {name: %s, namespace: default}
                spec: %s
                """.formatted(version, kind(plural), name, spec);
    }

    private static String kind(String plural) {
        return plural.substring(0, 1).toUpperCase(Locale.ROOT) + plural.substring(1);
    }

    static String definition(String plural, String properties) {
        return """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %s.example.org}
                spec:
                  group: example.org
                  scope: Namespaced
                  names: {plural: %s, kind: %s}
                  versions:
                    - name: v1
                      served: true
                      storage: true
                      schema:
                        openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {%s}}}}
                """.formatted(plural, plural, kind(plural), properties);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
