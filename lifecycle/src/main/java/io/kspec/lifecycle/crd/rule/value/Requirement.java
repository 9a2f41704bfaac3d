package io.kspec.lifecycle.crd.rule.value;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.schema.Keywords;
import io.kspec.lifecycle.crd.schema.SchemaType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The names that a node newly requires, or requires no longer.
final class Requirement {
    private Requirement() {}

    /// Newly required names for which a default is, or is not, filled in before anything is validated.
    static List<String> added(NodePair node, boolean filledIn) {
        var names = names(node.after("required"));
        names.removeAll(names(node.before("required")));
        return names.stream()
                .filter(name -> !alwaysThere(node, name))
                .filter(name -> filledIn(node, name) == filledIn)
                .toList();
    }

    /// Names that are declared still and not required any more.
    static List<String> removed(NodePair node) {
        var names = names(node.before("required"));
        names.removeAll(names(node.after("required")));
        return names.stream()
                .filter(name -> !node.hadProperty(name) || node.hasProperty(name))
                .toList();
    }

    static String type(JsonNode schema, String name) {
        return SchemaType.text(schema.path("properties").path(name));
    }

    private static boolean filledIn(NodePair node, String name) {
        JsonNode own = node.after().path("properties").path(name);
        return !Keywords.value(own, "default").isMissingNode()
                || node.after("default").has(name);
    }

    private static boolean alwaysThere(NodePair node, String name) {
        return node.place().isRoot() && Set.of("apiVersion", "kind", "metadata").contains(name);
    }

    private static Set<String> names(JsonNode required) {
        var names = new LinkedHashSet<String>();
        required.forEach(name -> names.add(name.asText("")));
        return names;
    }
}
