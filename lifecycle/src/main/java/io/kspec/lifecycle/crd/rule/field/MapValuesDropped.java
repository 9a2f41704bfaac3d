package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Keywords;
import io.kspec.lifecycle.crd.schema.SchemaType;
import java.util.List;
import java.util.Set;

/// A map takes no keys any more.
public final class MapValuesDropped implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    49, "map-values-dropped", "additionalProperties is gone", "all keys are pruned")
            .up(LOSS)
            .back(OK)
            .evidence(USAGE);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("additionalProperties");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return closed(node) && node.addedProperties().isEmpty()
                ? List.of(CARD.found(
                        node.where(),
                        SchemaType.text(node.before()),
                        SchemaType.text(node.after()),
                        "The map %s takes no keys any more: all of them are pruned.".formatted(node.name())))
                : List.of();
    }

    /// Whether a map is none any more, and nothing else keeps its keys.
    static boolean closed(NodePair node) {
        return node.differs("additionalProperties")
                && Keywords.values(node.before()).isObject()
                && !Keywords.values(node.after()).isObject()
                && !node.after("x-kubernetes-preserve-unknown-fields").asBoolean(false);
    }
}
