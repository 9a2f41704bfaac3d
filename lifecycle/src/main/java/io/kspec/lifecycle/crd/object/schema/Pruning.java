package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes away what the schema does not declare, as the API server does with every read and every write.
///
/// **Reads** an object with apiVersion, kind and metadata, which stay as they are at its root; below
/// `x-kubernetes-embedded-resource` metadata keeps the fields that Kubernetes knows. Where unknown fields are
/// preserved, declared ones are still looked into.
/// **Answers** the rest, and the places that went. The object given is left as it is.
/// **Cost** O(size). Never throws.
public final class Pruning {
    private static final Set<String> OF_EVERY_OBJECT = Set.of("apiVersion", "kind", "metadata");

    private final List<String> lost = new ArrayList<>();

    private Pruning() {}

    /// What pruning left of an object.
    ///
    /// @param object what is left
    /// @param lost   RFC 6901 pointers of what went, each the highest place that did, in document order
    public record Pruned(ObjectNode object, List<String> lost) {
        public Pruned {
            lost = List.copyOf(lost);
        }
    }

    public static Pruned prune(CompiledSchema schema, ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        return new Pruned(copy, inPlace(schema, copy));
    }

    /// The same, in the object itself; answers what went.
    static List<String> inPlace(CompiledSchema schema, ObjectNode object) {
        var pruning = new Pruning();
        SchemaNode root = schema.root();
        pruning.fields(object, root, true, root.shape().keepsUnknown(), Place.ROOT);
        EmbeddedMetadata.coerce(root, object, pruning.lost);
        return pruning.lost;
    }

    private void value(JsonNode value, @Nullable SchemaNode node, Place at) {
        boolean keeps = node != null && node.shape().keepsUnknown();
        switch (value) {
            case ObjectNode object ->
                fields(object, node, node != null && node.shape().embedded(), keeps, at);
            case ArrayNode list -> items(list, node, keeps, at);
            default -> {}
        }
    }

    private void fields(ObjectNode object, @Nullable SchemaNode node, boolean embedded, boolean keeps, Place at) {
        var fields = object.properties().iterator();
        while (fields.hasNext()) {
            var field = fields.next();
            String name = field.getKey();
            if (embedded && OF_EVERY_OBJECT.contains(name)) {
                continue;
            }
            SchemaNode declared =
                    node == null ? null : node.shape().properties().get(name);
            if (declared != null) {
                value(field.getValue(), declared, at.field(name));
            } else if (node != null && node.shape().additional().allowed()) {
                value(field.getValue(), node.shape().additional().schema().orElse(null), at.field(name));
            } else if (!keeps) {
                lost.add(at.field(name).pointer());
                fields.remove();
            }
        }
    }

    /// Below a list that keeps what is unknown, entries keep it as well.
    private void items(ArrayNode list, @Nullable SchemaNode node, boolean keeps, Place at) {
        SchemaNode entry = node == null ? null : node.shape().items().orElse(null);
        int position = 0;
        for (JsonNode item : list) {
            Place place = at.index(position++);
            if (!keeps) {
                value(item, entry, place);
            } else if (entry != null) {
                kept(item, entry, place);
            }
        }
    }

    private void kept(JsonNode item, SchemaNode node, Place at) {
        switch (item) {
            case ObjectNode object -> fields(object, node, node.shape().embedded(), true, at);
            case ArrayNode list -> items(list, node, true, at);
            default -> {}
        }
    }
}
