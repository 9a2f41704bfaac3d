package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One node of a schema, read once and never changed.
///
/// @param types    which types it allows
/// @param shape    which fields there are
/// @param limits   what is asked of values
/// @param branches further schemas they are held against
/// @param filling  the value that a missing field gets
/// @param rules    in CEL, of this node and of all below it
record SchemaNode(
        Types types, Shape shape, Limits limits, Branches branches, Optional<JsonNode> filling, NodeRules rules) {

    /// The rules of a node in CEL.
    ///
    /// @param here     rules of the node itself
    /// @param below    whether the node or anything below it has one
    /// @param compares whether one of these compares with the value before
    record NodeRules(List<CelRule> here, boolean below, boolean compares) {
        private static NodeRules of(List<CelRule> here, List<NodeRules> below) {
            return new NodeRules(
                    here,
                    !here.isEmpty() || below.stream().anyMatch(NodeRules::below),
                    here.stream().anyMatch(CelRule::usesOldSelf)
                            || below.stream().anyMatch(NodeRules::compares));
        }
    }

    static SchemaNode of(JsonNode schema) {
        Shape shape = Shape.of(schema);
        Branches branches = Branches.of(schema);
        List<NodeRules> below = Stream.of(
                        shape.properties().values().stream(),
                        shape.additional().schema().stream(),
                        shape.items().stream())
                .flatMap(nodes -> nodes)
                .map(SchemaNode::rules)
                .toList();
        JsonNode filling = schema.path("default");
        return new SchemaNode(
                Types.of(schema),
                shape,
                Limits.of(schema),
                branches,
                filling.isMissingNode() || filling.isNull() ? Optional.empty() : Optional.of(filling),
                NodeRules.of(CelRule.all(schema.path("x-kubernetes-validations")), below));
    }

    boolean isNullable() {
        return types.nullable();
    }
}
