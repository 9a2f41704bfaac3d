package io.kspec.kube.compact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One node for all that are equal: a set that gives back what it holds. An open table, because at a million small
/// nodes the entries of a `HashMap` would weigh as much as the nodes.
@SuppressWarnings("ReferenceEquality") // which node it is, is the point
final class NodeTable {
    private static final int SMALLEST = 1 << 10;

    private @Nullable JsonNode[] slots = new @Nullable JsonNode[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    /// The node that was here first among the equal ones; this one if there was none.
    JsonNode one(JsonNode node) {
        int at = slot(node);
        JsonNode held = slots[at];
        if (held != null) {
            return held;
        }
        slots[at] = node;
        size++;
        if (size > slots.length / 8 * 5) {
            grow();
        }
        return node;
    }

    /// Whether this very node is held.
    boolean holds(JsonNode node) {
        return slots[slot(node)] == node;
    }

    private int slot(JsonNode node) {
        int at = spread(node.hashCode()) & (slots.length - 1);
        while (true) {
            JsonNode held = slots[at];
            if (held == null || held == node || (held.getClass() == node.getClass() && held.equals(node))) {
                return at;
            }
            at = (at + 1) & (slots.length - 1);
        }
    }

    private void grow() {
        @Nullable JsonNode[] before = slots;
        slots = Arrays.copyOf(new @Nullable JsonNode[0], before.length * 2);
        for (JsonNode node : before) {
            if (node != null) {
                slots[slot(node)] = node;
            }
        }
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }
}
