package io.kspec.kube.customresource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.RequestPace;
import io.kspec.kube.managed.ServedWidgets;
import io.kspec.lifecycle.inventory.Inventory;
import io.kspec.lifecycle.inventory.InventoryDifference;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("apiserver")
final class ExportsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Map<String, String> FIELDS = Map.of("note", "string", "size", "integer");

    private static LocalKubernetes cluster;
    private static ApiCalls calls;

    @TempDir
    private Path scratch;

    @BeforeAll
    static void start() {
        cluster = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent());
        calls = new ApiCalls(cluster.client(), SOON);
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void everyObjectIsInTheExportAndIsFoundThereAgain() {
        ServedWidgets served = ServedWidgets.in(calls, "exported.example.org", FIELDS);
        served.createMany(501, "{\"note\": \"kept\", \"size\": 3}");
        Path file = scratch.resolve("widgets.jsonl.gz");
        Exported.Written written = written(served, file);
        assertThat(written.inventory().items()).hasSize(501);
        var read = new ArrayList<ObjectNode>();
        assertThat(Exports.read(file, written.digest(), into(read))).isEqualTo(new Reread.Intact(served.definition()));
        assertThat(read).hasSize(501).allSatisfy(object -> assertThat(
                        object.at("/spec/note").asText())
                .isEqualTo("kept"));
        assertThat(scratch).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aFileThatWasChangedIsDamaged() throws IOException {
        ServedWidgets served = ServedWidgets.in(calls, "damaged.example.org", FIELDS);
        served.create("one", "{}");
        Path file = scratch.resolve("widgets.jsonl.gz");
        Exported.Written written = written(served, file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2]++;
        Files.write(file, bytes);
        assertThat(Exports.read(file, written.digest(), into(new ArrayList<>())))
                .isInstanceOf(Reread.Damaged.class);
        Files.delete(file);
        assertThat(Exports.read(file, written.digest(), into(new ArrayList<>())))
                .isInstanceOf(Reread.Damaged.class);
    }

    @Test
    void anExportThatLacksSomethingIsNotKept() {
        ServedWidgets served = ServedWidgets.in(calls, "lacking.example.org", FIELDS);
        served.createMany(501, "{}");
        Path file = scratch.resolve("widgets.jsonl.gz");
        var few = new CustomResources(calls, new RequestPace(20), new WalkLimits(10, SOON));
        assertThat(new Exports(few).write(served.definition(), kind(served), file))
                .isInstanceOfSatisfying(
                        Exported.NotWritten.class, not -> assertThat(not.why()).hasSize(1));
        assertThat(scratch).isEmptyDirectory();
        assertThat(new Exports(all()).write(served.definition(), kind(served), scratch.resolve("no/such/folder")))
                .isInstanceOf(Exported.NotWritten.class);
    }

    @Test
    void twoInventoriesTellWhatBecameOfEachObject() {
        ServedWidgets served = ServedWidgets.in(calls, "compared.example.org", FIELDS);
        for (String name : List.of("same", "changed", "recreated", "missing", "labelled")) {
            served.create(name, "{\"size\": 1}");
        }
        Inventory before = inventory(served);
        served.merge("changed", "{\"spec\": {\"size\": 2}}");
        served.merge("labelled", "{\"metadata\": {\"labels\": {\"team\": \"blue\"}}}");
        served.delete("recreated");
        served.create("recreated", "{\"size\": 1}");
        served.delete("missing");
        served.create("extra", "{}");
        assertThat(InventoryDifference.between(before, inventory(served)))
                .isEqualTo(new InventoryDifference(
                        List.of("default/labelled", "default/same"),
                        List.of("default/changed"),
                        List.of("default/recreated"),
                        List.of("default/missing"),
                        List.of("default/extra")));
    }

    private static Exported.Written written(ServedWidgets served, Path file) {
        Exported exported = new Exports(all()).write(served.definition(), kind(served), file);
        assertThat(exported).isInstanceOf(Exported.Written.class);
        return (Exported.Written) exported;
    }

    private static Inventory inventory(ServedWidgets served) {
        Inventoried taken = new Inventories(all()).of(kind(served), List.of());
        assertThat(taken).isInstanceOf(Inventoried.Whole.class);
        return ((Inventoried.Whole) taken).inventory();
    }

    private static CustomResources all() {
        return new CustomResources(calls, new RequestPace(20), WalkLimits.generous());
    }

    private static StoredKind kind(ServedWidgets served) {
        return StoredKind.of(served.definition()).orElseThrow();
    }

    private static Visitor into(List<ObjectNode> read) {
        return new Visitor() {
            @Override
            public void begin() {
                read.clear();
            }

            @Override
            public void visit(ObjectNode object) {
                read.add(object);
            }
        };
    }
}
