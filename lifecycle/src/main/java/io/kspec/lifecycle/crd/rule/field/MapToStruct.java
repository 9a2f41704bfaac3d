package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.SchemaType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A map with any keys became an object with named ones.
public final class MapToStruct implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    47, "map-to-struct", "additionalProperties became properties", "keys that are not named are pruned")
            .up(LOSS)
            .back(BREAK)
            .evidence(USAGE, VALIDATION);

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
        boolean named = MapValuesDropped.closed(node) && !node.addedProperties().isEmpty();
        return named
                ? List.of(CARD.found(
                        node.where(),
                        SchemaType.text(node.before()),
                        "object with " + String.join(", ", new TreeSet<>(node.addedProperties())),
                        "The map %s became an object with named fields: every key that is not named is pruned."
                                .formatted(node.name())))
                : List.of();
    }
}
