package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// A property is gone from one version and another version declares it still.
public final class FieldMovedVersion implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    46,
                    "field-moved-version",
                    "a property is declared in another version only",
                    "objects that pass through the version without it lose it")
            .up(LOSS)
            .back(LOSS)
            .evidence(USAGE);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("properties");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return RemovedField.in(node, RemovedField.MOVED).stream()
                .map(name -> CARD.found(
                        node.property(name),
                        RemovedField.type(node, name),
                        "",
                        ("The field %s was removed and is left in %s only: an object that passes through "
                                        + "this version loses it.")
                                .formatted(
                                        node.property(name).path(),
                                        String.join(
                                                ", ",
                                                node.context()
                                                        .elsewhere(node.place().property(name))))))
                .toList();
    }
}
