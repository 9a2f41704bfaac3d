package io.kspec.cli.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stored objects in files change about a comparison.
final class CrdDiffObjectsTest {
    private static final String OLD = CrdDiffFilesTest.definition("widgets", "a: {type: string}, b: {type: string}");
    private static final String NEW = CrdDiffFilesTest.definition("widgets", "a: {type: string}");
    private static final String PLAIN = CrdDiffFilesTest.object("widgets", "v1", "plain", "{a: x}");
    private static final String USER = CrdDiffFilesTest.object("widgets", "v1", "user", "{a: x, b: y}");

    @TempDir
    private Path home;

    @Test
    void aRemovedFieldThatNobodyUsesIsAWarning() {
        Kspec.Ended ended = diff("objects.yaml", PLAIN);

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out())
                .startsWith("widgets.example.org: compatible; 0 breaking, 1 warnings, 0 for information")
                .containsPattern("warn +ok +v1 +spec.b +field-removed")
                .contains("None of 1 objects sets it.");
    }

    @Test
    void oneInUseBreaksAndNamesCountAndExample() throws IOException {
        Kspec.Ended ended = diff("objects.yaml", PLAIN + "---\n" + USER, "-o", "json");

        assertThat(ended.code()).isOne();
        JsonNode json = new ObjectMapper().readTree(ended.out());
        assertThat(json.at("/breaking/0/why").asText())
                .contains("1 of 2 objects set it", "such as default/user: export them");
        assertThat(json.path("evidence")).isEqualTo(new ObjectMapper().readTree("""
                [{"version": "v1", "objects": 2, "complete": true,
                  "usage": [{"path": "spec.b", "set": 1, "notDefault": 1, "examples": ["default/user"]}],
                  "outcomes": [{"outcome": "pruned", "objects": 1, "examples": ["default/user"]},
                               {"outcome": "ok", "objects": 1, "examples": ["default/plain"]}],
                  "costly": [], "gaps": []}]
                """));
    }

    @Test
    void listsAndJsonAreReadToo() {
        String list = """
                {"apiVersion": "v1", "kind": "List", "items": [
                  {"apiVersion": "example.org/v1", "kind": "Widgets", "metadata": {"name": "w"}, "spec": {"b": "y"}}]}
                """;

        assertThat(diff("objects.json", list).out()).contains("1 of 1 objects set it", "such as w:");
    }

    @Test
    void whereTheFilesHoldNoneOfTheKindNothingIsTakenAsUnused() {
        Kspec.Ended ended = diff("objects.yaml", "apiVersion: v1\nkind: List\nitems: []\n");

        assertThat(ended.code()).isOne();
        assertThat(ended.out())
                .containsPattern("loss +ok +v1 +spec.b +field-removed")
                .contains("counts as used:", "there is no Widgets among the objects");
    }

    @Test
    void objectsInAnotherVersionProveNothing() {
        Kspec.Ended ended =
                diff("objects.yaml", PLAIN + "---\n" + CrdDiffFilesTest.object("widgets", "v2", "other", "{a: x}"));

        assertThat(ended.code()).isOne();
        assertThat(ended.out()).contains("1 objects are not in version v1", "kubectl get widgets.v1.example.org");
    }

    @Test
    void objectsThatCannotBeReadAreBadInput() {
        var folder = new Folder(home);
        folder.write("broken.yaml", Folder.BROKEN);
        Kspec.Ended ended = run("broken.yaml");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("error: ").contains("broken.yaml");
        assertThat(run("absent.yaml").code()).isEqualTo(2);
    }

    @Test
    void aClusterHasItsOwnObjects() {
        Kspec.Ended ended = Kspec.at(home).run("crd", "diff", "--cluster", "new.yaml", "--objects", "objects.yaml");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("leave out --objects");
    }

    private Kspec.Ended diff(String file, String objects, String... more) {
        new Folder(home).write(file, objects);
        return run(file, more);
    }

    private Kspec.Ended run(String file, String... more) {
        var folder = new Folder(home);
        var words = new ArrayList<>(List.of("crd", "diff"));
        words.add(folder.write("old.yaml", OLD));
        words.add(folder.write("new.yaml", NEW));
        words.addAll(List.of("--objects", home.resolve(file).toString()));
        words.addAll(List.of(more));
        return Kspec.at(home).run(words.toArray(String[]::new));
    }
}
