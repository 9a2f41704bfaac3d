package io.kspec.core.fix.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.core.document.Section;
import io.kspec.core.fix.Edit;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class TextEditsPropertyTest {
    @Property(tries = 500)
    void theNewTextSaysWhatTheEditsSay(@ForAll("documents") RandomYaml document, @ForAll("edits") long seed) {
        Section section = Edited.section(document.text());
        JsonNode root = section.root().orElseThrow();
        List<Edit> edits = edits(root, new Random(seed));
        assertThat(TextEdits.apply(section, edits))
                .as("%s%n%s", document.text(), edits)
                .isInstanceOfSatisfying(Rewriting.Done.class, done -> assertThat(
                                EditedTree.same(reread(done), EditedTree.of(root, edits)))
                        .as(done.section().text())
                        .isTrue());
    }

    @Property(tries = 500)
    void whatIsAddedTakesNoLineAndNoCommentAway(@ForAll("documents") RandomYaml document, @ForAll("edits") long seed) {
        Section section = Edited.section(document.text());
        var random = new Random(seed);
        FieldPath mapping = anyOf(mappings(section.root().orElseThrow()), random);
        Edit added = new Edit.Put(mapping.field("added"), JsonNodeFactory.instance.booleanNode(true));
        assertThat(TextEdits.apply(section, List.of(added))).isInstanceOfSatisfying(Rewriting.Done.class, done -> {
            List<String> now = done.section().text().lines().toList();
            List<String> gone =
                    document.text().lines().filter(line -> !now.contains(line)).toList();
            // Between brackets, and where nothing was, the line that is added to changes; no other does.
            assertThat(gone).hasSizeLessThanOrEqualTo(1);
            assertThat(comments(done.section().text())).containsExactlyElementsOf(comments(document.text()));
        });
    }

    @Property(tries = 500)
    void whatIsRemovedTakesOnlyItsOwnLinesAway(@ForAll("documents") RandomYaml document, @ForAll("edits") long seed) {
        Section section = Edited.section(document.text());
        JsonNode root = section.root().orElseThrow();
        FieldPath field = anyOf(fields(root), new Random(seed));
        assertThat(TextEdits.apply(section, List.of(new Edit.Remove(field))))
                .isInstanceOfSatisfying(Rewriting.Done.class, done -> {
                    Set<String> own = document.comments(field);
                    List<String> kept = comments(document.text()).stream()
                            .filter(comment -> !own.contains(comment))
                            .toList();
                    assertThat(comments(done.section().text()))
                            .as(done.section().text())
                            .containsAll(kept);
                    List<String> before = document.text().lines().toList();
                    assertThat(done.section().text().lines().filter(line -> !before.contains(line)))
                            .as("lines that were written anew")
                            .hasSizeLessThanOrEqualTo(2);
                });
    }

    @Provide
    Arbitrary<RandomYaml> documents() {
        return Arbitraries.longs().map(seed -> RandomYaml.of(new Random(seed)));
    }

    @Provide
    Arbitrary<Long> edits() {
        return Arbitraries.longs();
    }

    private static JsonNode reread(Rewriting.Done done) {
        return Edited.section(done.section().text()).root().orElseThrow();
    }

    private static List<String> comments(String text) {
        return text.lines()
                .filter(line -> line.contains("# comment"))
                .map(line -> line.substring(line.indexOf("# comment")))
                .toList();
    }

    private static List<Edit> edits(JsonNode root, Random random) {
        var edits = new ArrayList<Edit>();
        for (int count = random.nextInt(4); count >= 0; count--) {
            switch (random.nextInt(4)) {
                case 0 -> edits.add(new Edit.Remove(anyOf(fields(root), random)));
                case 1 -> edits.add(new Edit.Put(anyOf(fields(root), random), value(random)));
                case 2 ->
                    edits.add(new Edit.Put(
                            anyOf(mappings(root), random).field("new" + random.nextInt(3)), value(random)));
                default ->
                    edits.add(new Edit.Put(
                            anyOf(mappings(root), random).field("new").field("deep"), value(random)));
            }
        }
        // Two edits of one fix do not touch what the other replaces or removes.
        var apart = new ArrayList<Edit>();
        for (Edit edit : edits) {
            if (apart.stream().noneMatch(other -> overlap(other.path(), edit.path()))) {
                apart.add(edit);
            }
        }
        return apart;
    }

    private static boolean overlap(FieldPath one, FieldPath other) {
        String first = one.pointer() + "/";
        String second = other.pointer() + "/";
        return first.startsWith(second) || second.startsWith(first);
    }

    private static JsonNode value(Random random) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.nextInt(6)) {
            case 0 ->
                json.textNode(List.of("text", "yes", "a: b", "0644", "", "it's", "# no")
                        .get(random.nextInt(7)));
            case 1 -> json.numberNode(random.nextInt());
            case 2 -> json.booleanNode(random.nextBoolean());
            case 3 -> json.objectNode();
            case 4 ->
                json.arrayNode()
                        .add("x")
                        .add(json.objectNode()
                                .put("p", 1)
                                .set("q", json.arrayNode().add(2)));
            default ->
                json.objectNode().put("p", "q").set("r", json.objectNode().put("s", 1.5));
        };
    }

    private static List<FieldPath> mappings(JsonNode root) {
        return all(root, FieldPath.ROOT)
                .filter(path -> at(root, path).isObject())
                .toList();
    }

    /// Everything but the root.
    private static List<FieldPath> fields(JsonNode root) {
        return all(root, FieldPath.ROOT).skip(1).toList();
    }

    private static Stream<FieldPath> all(JsonNode node, FieldPath path) {
        var below = new LinkedHashSet<FieldPath>();
        node.fieldNames().forEachRemaining(name -> below.add(path.field(name)));
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            below.add(path.index(index));
        }
        return Stream.concat(
                Stream.of(path),
                below.stream()
                        .flatMap(each ->
                                all(EditedTree.child(node, each.segments().getLast()), each)));
    }

    private static JsonNode at(JsonNode root, FieldPath path) {
        JsonNode node = root;
        for (String segment : path.segments()) {
            node = EditedTree.child(node, segment);
        }
        return node;
    }

    private static FieldPath anyOf(List<FieldPath> paths, Random random) {
        return paths.get(random.nextInt(paths.size()));
    }
}
