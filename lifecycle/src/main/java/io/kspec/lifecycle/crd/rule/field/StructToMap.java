package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Keywords;
import io.kspec.lifecycle.crd.schema.SchemaType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// An object with named keys became a map.
public final class StructToMap implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    48,
                    "struct-to-map",
                    "properties became additionalProperties",
                    "one schema applies to the values of all keys")
            .up(BREAK)
            .back(LOSS)
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("additionalProperties", "properties");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        boolean opened = node.differs("additionalProperties")
                && Keywords.values(node.after()).isObject()
                && !node.removedProperties().isEmpty();
        return opened
                ? List.of(CARD.found(
                        node.where(),
                        "object with " + String.join(", ", new TreeSet<>(node.removedProperties())),
                        SchemaType.text(node.after()),
                        "The object %s became a map: one schema, %s, applies to the values of all its keys."
                                .formatted(node.name(), SchemaType.text(Keywords.values(node.after())))))
                : List.of();
    }
}
