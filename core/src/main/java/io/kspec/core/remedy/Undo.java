package io.kspec.core.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the changes of one workload are taken back, and that they are not made again.
///
/// @param document for a server-side apply under [Remedy#MANAGER], with the uid and resourceVersion as read
/// @param restored the fields that get back what stood there
/// @param kept the fields that somebody changed since
public record Undo(ObjectNode document, List<Remediated.Entry> restored, List<Remediated.Entry> kept) {
    public Undo {
        restored = List.copyOf(restored);
        kept = List.copyOf(kept);
    }

    /// Empty when nothing of the workload was changed.
    ///
    /// @param live as the API server gives it, with `managedFields`
    public static Optional<Undo> of(JsonNode live) {
        Remediated remembered = Remediated.of(live);
        if (remembered.entries().isEmpty()) {
            return Optional.empty();
        }
        var restored = new ArrayList<Remediated.Entry>();
        var kept = new ArrayList<Remediated.Entry>();
        Document document = Document.of(live).without(Remediated.SPOT);
        for (Remediated.Entry entry : remembered.entries()) {
            FieldChange change = entry.change();
            if (stands(live, change.spot(), change.after())) {
                restored.add(entry);
                document.without(change.spot());
                change.before().ifPresent(value -> document.put(change.spot(), value));
            } else {
                kept.add(entry);
            }
        }
        document.put(OptOut.SPOT, TextNode.valueOf(OptOut.DISABLED));
        return Optional.of(new Undo(document.inOrderOf(live), restored, kept));
    }

    /// Those of the restored fields that hold something else in what the API server made of it: another writer
    /// demands the same as kspec did.
    public List<Remediated.Entry> heldByOthers(JsonNode stored) {
        return restored.stream()
                .filter(entry ->
                        !stands(stored, entry.change().spot(), entry.change().before()))
                .toList();
    }

    private static boolean stands(JsonNode object, Spot spot, Optional<JsonNode> value) {
        return spot.in(object).equals(value.orElse(MissingNode.getInstance()));
    }
}
