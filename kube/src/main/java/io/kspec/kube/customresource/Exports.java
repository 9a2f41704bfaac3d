package io.kspec.kube.customresource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.inventory.Inventory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Exports all custom resources of a definition to a file, so that they can be restored from it.
///
/// The file is gzip; its lines are JSON objects, the definition first, then every object as the API server gave it.
/// Its name is taken only when it is complete and was read again.
public final class Exports {
    private final CustomResources resources;

    public Exports(CustomResources resources) {
        this.resources = resources;
    }

    /// Writes the file; one of that name is replaced.
    ///
    /// @param definition as it was read, status included; it has to serve a version
    public Exported write(ObjectNode definition, StoredKind kind, Path file) {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            return written(definition, kind, draft, file);
        } catch (UncheckedIOException | IOException unwritable) {
            return unwritten(file, String.valueOf(unwritable.getMessage()));
        }
    }

    /// Reads a file again, and shows every object of it.
    ///
    /// @param digest that it had, in hexadecimal; a file with another is not read
    public static Reread read(Path file, String digest, Visitor visitor) {
        return ExportFile.read(file, digest, visitor);
    }

    private Exported written(ObjectNode definition, StoredKind kind, Path draft, Path file) throws IOException {
        var counting = new InventoryVisitor(List.of());
        Walk walk;
        try (var export = new ExportFile(draft, definition)) {
            walk = resources.walk(kind, both(export, counting));
        }
        return switch (walk) {
            case Walk.Complete complete -> kept(draft, file, counting.inventory(), complete.resourceVersion());
            case Walk.Partial partial -> dropped(draft, partial.gaps());
            case Walk.Unread unread -> dropped(draft, List.of(unread.why()));
        };
    }

    private static Exported kept(Path draft, Path file, Inventory inventory, String resourceVersion)
            throws IOException {
        String digest = ExportFile.digest(draft);
        var again = new InventoryVisitor(List.of());
        return switch (ExportFile.read(draft, digest, again)) {
            case Reread.Damaged damaged -> dropped(draft, List.of(damaged.why()));
            case Reread.Intact _
            when !again.inventory().equals(inventory) ->
                dropped(
                        draft,
                        List.of(new Failure.InternalFault(
                                "an export does not hold what was exported", file.toString())));
            case Reread.Intact _ -> {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                yield new Exported.Written(file, digest, inventory, resourceVersion);
            }
        };
    }

    private static Exported dropped(Path draft, List<Failure> why) throws IOException {
        Files.deleteIfExists(draft);
        return new Exported.NotWritten(why);
    }

    private static Visitor both(Visitor one, Visitor other) {
        return new Visitor() {
            @Override
            public void begin() {
                one.begin();
                other.begin();
            }

            @Override
            public void visit(ObjectNode object) {
                one.visit(object);
                other.visit(object);
            }
        };
    }

    private static Exported unwritten(Path file, String cause) {
        return new Exported.NotWritten(List.of(new Failure.Malformed(
                "the export cannot be written: " + cause,
                file.toString(),
                "Check that the folder is there, may be written to, and has room.")));
    }
}
