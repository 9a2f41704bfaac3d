package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// Further schemas that a value is held against. They declare no fields: nothing is kept, dropped or filled in for
/// them.
record Branches(List<SchemaNode> allOf, List<SchemaNode> anyOf, List<SchemaNode> oneOf, Optional<SchemaNode> not) {

    static Branches of(JsonNode schema) {
        JsonNode not = schema.path("not");
        return new Branches(
                nodes(schema.path("allOf")),
                nodes(schema.path("anyOf")),
                nodes(schema.path("oneOf")),
                not.isObject() ? Optional.of(SchemaNode.of(not)) : Optional.empty());
    }

    boolean none() {
        return allOf.isEmpty() && anyOf.isEmpty() && oneOf.isEmpty() && not.isEmpty();
    }

    private static List<SchemaNode> nodes(JsonNode list) {
        return list.valueStream().map(SchemaNode::of).toList();
    }
}
