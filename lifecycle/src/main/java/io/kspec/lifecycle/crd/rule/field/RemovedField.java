package io.kspec.lifecycle.crd.rule.field;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.spelling.Nearest;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.schema.Keywords;
import io.kspec.lifecycle.crd.schema.SchemaType;
import io.kspec.lifecycle.crd.schema.Similar;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What became of a property that is not declared any more.
enum RemovedField {
    /// Another version declares it at the same place.
    MOVED,
    /// A new property beside it looks like it.
    RENAMED,
    GONE;

    static RemovedField of(NodePair node, String name) {
        if (!node.context().elsewhere(node.place().property(name)).isEmpty()) {
            return MOVED;
        }
        return heir(node, name).isPresent() ? RENAMED : GONE;
    }

    /// The new property that looks like the removed one.
    static Optional<String> heir(NodePair node, String name) {
        JsonNode old = node.before().path("properties").path(name);
        return node.addedProperties().stream()
                .filter(added -> Similar.are(
                        name, old, added, node.after().path("properties").path(added)))
                .min(Comparator.comparingInt((String added) -> Nearest.changes(name, added))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// The removed properties of this fate. Where the node becomes a map, no key is pruned.
    static List<String> in(NodePair node, RemovedField fate) {
        if (!node.differs("properties") || Keywords.values(node.after()).isObject()) {
            return List.of();
        }
        return node.removedProperties().stream()
                .filter(name -> of(node, name) == fate)
                .toList();
    }

    /// The type of the removed property, as findings show it.
    static String type(NodePair node, String name) {
        return SchemaType.text(node.before().path("properties").path(name));
    }
}
