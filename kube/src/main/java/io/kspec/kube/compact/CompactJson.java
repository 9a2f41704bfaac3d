package io.kspec.kube.compact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Makes trees small: equal subtrees become one, and objects and arrays take only the room they need. A compact tree
/// is equal to what it was made of, and unmodifiable; `deepCopy` gives one that can be changed.
///
/// Replicas of one owner share nearly all of their spec. What is no longer in use is forgotten when the table of
/// shared nodes has doubled. Safe for use by many threads.
public final class CompactJson {
    private static final int FEW = 1 << 16;

    private final Supplier<Stream<JsonNode>> live;
    private NodeTable table = new NodeTable();
    private int enough = FEW;

    /// @param live every compact tree that is still in use; asked now and then, while a tree is made compact
    public CompactJson(Supplier<Stream<JsonNode>> live) {
        this.live = live;
    }

    /// An equal tree, which shares what it can with those before.
    public synchronized JsonNode of(JsonNode tree) {
        if (table.size() > enough) {
            forgetTheDead();
        }
        return shared(tree);
    }

    /// How many different nodes are known.
    public synchronized int size() {
        return table.size();
    }

    private void forgetTheDead() {
        table = new NodeTable();
        live.get().forEach(this::keep);
        enough = Math.max(FEW, 2 * table.size());
    }

    private void keep(JsonNode node) {
        if (!table.holds(node)) {
            node.forEach(this::keep);
            table.one(node);
        }
    }

    private JsonNode shared(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> table.one(new ObjectNode(JsonNodeFactory.instance, fields(object)));
            case ArrayNode array -> table.one(new ArrayNode(JsonNodeFactory.instance, elements(array)));
            default -> table.one(node); // JsonNode is not sealed: texts, numbers, true, false, null
        };
    }

    private Map<String, JsonNode> fields(ObjectNode object) {
        var both = new ArrayList<>(object.size() * 2);
        object.properties().forEach(field -> {
            both.add(field.getKey());
            both.add(shared(field.getValue()));
        });
        return new CompactMap(both.toArray());
    }

    private List<JsonNode> elements(ArrayNode array) {
        var all = new JsonNode[array.size()];
        for (int index = 0; index < all.length; index++) {
            all[index] = shared(array.get(index));
        }
        return new CompactList(all);
    }
}
