package io.kspec.server.rollout.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.digest.Sha256;
import io.kspec.core.failure.Failure;
import io.kspec.kube.customresource.CustomResources;
import io.kspec.kube.customresource.StoredKind;
import io.kspec.kube.customresource.Visitor;
import io.kspec.kube.customresource.Walk;
import io.kspec.kube.customresource.WalkLimits;
import io.kspec.kube.definition.Definitions;
import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.inventory.Inventory;
import io.kspec.lifecycle.inventory.InventoryDifference;
import io.kspec.lifecycle.inventory.InventoryItem;
import io.kspec.lifecycle.json.Json;
import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.InventoryDigest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/// Exports the custom resources of an operator, and compares what is there with an export.
@Singleton
final class ObjectExports {
    /// What one export may take, packed, in the database.
    private static final int MOST_PACKED = 256 * 1024 * 1024;

    private final ExportStore exports;

    @Inject
    ObjectExports(ExportStore exports) {
        this.exports = exports;
    }

    /// @param definitions names of the operator's CustomResourceDefinitions
    Answer export(Site site, List<String> definitions, boolean back) {
        return export(site, definitions, key(site, back));
    }

    /// As above, for whatever the key belongs to.
    Answer export(Site site, List<String> definitions, ExportStore.Key key) {
        Collected collected = new Collected();
        Optional<Answer> stopped = collect(site, definitions, collected);
        if (stopped.isPresent()) {
            return stopped.get();
        }
        byte[] content = collected.packed();
        if (content.length > MOST_PACKED) {
            return new Answer.Refused("The custom resources take %d bytes packed; an export may take %d."
                    .formatted(content.length, MOST_PACKED));
        }
        String digest = digest(collected.inventory);
        if (!exports.keep(key, collected.inventory, digest, content)) {
            return new Answer.Unavailable("The export could not be read again as it was written.");
        }
        int count = collected.inventory.items().size();
        return new Answer.Exported(new InventoryDigest(digest, count));
    }

    private static ExportStore.Key key(Site site, boolean back) {
        return new ExportStore.Key(
                UUID.fromString(site.rollout().id()), site.connection().clusterName(), back);
    }

    /// Nothing that the export has may be missing or made anew, and none may have another spec that nobody wrote:
    /// unless people consented to just that on the way forward.
    Answer verify(Site site, List<String> definitions, boolean back) {
        boolean consented = !back
                && site.rollout().planning().approvals().stream()
                        .anyMatch(
                                consent -> consent.granted() && consent.approval() == ApprovalKind.POSSIBLE_DATA_LOSS);
        return verify(site, definitions, key(site, back), consented);
    }

    /// Whether there is an export under the key.
    boolean has(ExportStore.Key key) {
        return exports.find(key).isPresent();
    }

    /// As above, for whatever the key belongs to.
    ///
    /// @param consented whether what a definition takes from objects is no loss
    Answer verify(Site site, List<String> definitions, ExportStore.Key key, boolean consented) {
        Optional<Inventory> before = exports.find(key);
        if (before.isEmpty()) {
            return new Answer.Refused("There is no export to compare with.");
        }
        Collected collected = new Collected();
        Optional<Answer> stopped = collect(site, definitions, collected);
        if (stopped.isPresent()) {
            return stopped.get();
        }
        InventoryDifference difference = InventoryDifference.between(before.get(), collected.inventory);
        List<String> lost = new ArrayList<>(difference.lost());
        List<String> changed = changedByNobody(before.get(), collected.inventory, difference);
        if (!consented) {
            lost.addAll(changed);
        }
        String sentence = lost.isEmpty()
                ? ""
                : "missing or made anew: %s; changed though nobody wrote: %s"
                        .formatted(first(difference.lost()), first(changed));
        return new Answer.Verified(
                new InventoryDigest(
                        digest(collected.inventory), collected.inventory.items().size()),
                lost.size(),
                sentence);
    }

    /// Users go on writing while an operator is rolled out, and every write of a spec moves the generation. What
    /// another schema prunes or fills in when an object is read moves none.
    private static List<String> changedByNobody(Inventory before, Inventory after, InventoryDifference difference) {
        return difference.changed().stream()
                .filter(name -> generation(before, name) == generation(after, name))
                .toList();
    }

    private static long generation(Inventory inventory, String name) {
        return Optional.ofNullable(inventory.items().get(name))
                .map(InventoryItem::generation)
                .orElse(0L);
    }

    private static String first(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names.subList(0, Math.min(10, names.size())));
    }

    private static Optional<Answer> collect(Site site, List<String> names, Collected collected) {
        Definitions definitions = new Definitions(site.calls());
        for (String name : names) {
            switch (definitions.read(name)) {
                case Reading.Unknown<Optional<ObjectNode>>(Failure why) -> {
                    return Optional.of(new Answer.Unavailable(why.sentence()));
                }
                case Reading.Known<Optional<ObjectNode>>(Optional<ObjectNode> live) -> {
                    Optional<Answer> stopped = live.flatMap(definition -> walk(site, definition, collected));
                    if (stopped.isPresent()) {
                        return stopped;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Answer> walk(Site site, ObjectNode definition, Collected collected) {
        Optional<StoredKind> kind = StoredKind.of(definition);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        collected.mark();
        Walk walk = new CustomResources(site.calls(), site.connection().pace(), WalkLimits.generous())
                .walk(kind.get(), collected);
        return switch (walk) {
            case Walk.Complete _ -> {
                collected.write(definition);
                yield Optional.empty();
            }
            case Walk.Partial partial ->
                Optional.of(new Answer.Refused("Not all custom resources can be read: "
                        + partial.gaps().getFirst().sentence()));
            case Walk.Unread unread ->
                Optional.of(new Answer.Unavailable(unread.why().sentence()));
        };
    }

    private static String digest(Inventory inventory) {
        MessageDigest sha = Sha256.begin();
        inventory
                .items()
                .forEach((key, item) -> sha.update(
                        "%s %s %s%n".formatted(key, item.uid(), item.spec()).getBytes(StandardCharsets.UTF_8)));
        return Sha256.of(sha);
    }

    /// What was read so far. A list that begins anew takes back what its first part showed.
    private static final class Collected implements Visitor {
        private Inventory inventory = Inventory.empty(List.of());
        private Inventory marked = inventory;
        private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        private final List<byte[]> lines = new ArrayList<>();

        void mark() {
            marked = inventory;
            lines.clear();
        }

        @Override
        public void begin() {
            inventory = marked;
            lines.clear();
        }

        @Override
        public void visit(ObjectNode object) {
            inventory = inventory.with(List.of(object));
            lines.add((Json.write(object) + "\n").getBytes(StandardCharsets.UTF_8));
        }

        /// A member of its own for each kind: gzip allows several in a row.
        void write(ObjectNode definition) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write((Json.write(definition) + "\n").getBytes(StandardCharsets.UTF_8));
                for (byte[] line : lines) {
                    gzip.write(line);
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException("memory does not fail to be written", impossible);
            }
        }

        byte[] packed() {
            return packed.toByteArray();
        }
    }
}
