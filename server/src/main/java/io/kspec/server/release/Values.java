package io.kspec.server.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Values of Helm, as trees.
public final class Values {
    private Values() {}

    /// One tree of several, the weakest first: maps are merged, anything else is replaced. A null stays: Helm then
    /// leaves out what the chart has there.
    public static ObjectNode merged(List<? extends JsonNode> layers) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        layers.forEach(layer -> merge(merged, layer));
        return merged;
    }

    private static void merge(ObjectNode into, JsonNode layer) {
        layer.properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode more && into.get(entry.getKey()) instanceof ObjectNode known) {
                merge(known, more);
            } else {
                into.set(entry.getKey(), entry.getValue().deepCopy());
            }
        });
    }
}
