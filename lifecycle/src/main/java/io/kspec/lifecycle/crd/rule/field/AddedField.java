package io.kspec.lifecycle.crd.rule.field;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.schema.Keywords;
import java.util.List;

/// What is true of a property that was not declared before.
final class AddedField {
    private AddedField() {}

    /// The added properties about which this section speaks: not those of a map that became a struct, whose keys
    /// existed, and not those of a node that kept what it did not declare.
    static List<String> in(NodePair node) {
        boolean existed = Keywords.values(node.before()).isObject() || keptUnknown(node);
        return existed || !node.differs("properties") ? List.of() : node.addedProperties();
    }

    static boolean keptUnknown(NodePair node) {
        return node.before("x-kubernetes-preserve-unknown-fields").asBoolean(false);
    }

    static JsonNode schema(NodePair node, String name) {
        return node.after().path("properties").path(name);
    }

    static boolean hasDefault(JsonNode schema) {
        return !Keywords.value(schema, "default").isMissingNode();
    }

    static boolean required(JsonNode parent, String name) {
        for (JsonNode required : parent.path("required")) {
            if (required.asText("").equals(name)) {
                return true;
            }
        }
        return false;
    }
}
