package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.REJECT;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodeRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaNode;
import java.util.List;

/// A list forbids duplicates by `uniqueItems`, which the API server does not take.
public final class UniqueItemsSet implements NodeRule {
    public static final RuleCard CARD = RuleCard.of(
                    82, "unique-items-set", "uniqueItems is true", "the API server refuses the definition")
            .up(REJECT)
            .back(REJECT);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(SchemaNode node) {
        return node.json().path("uniqueItems").asBoolean(false)
                ? List.of(CARD.found(
                        node.where(),
                        "",
                        "uniqueItems: true",
                        "uniqueItems at %s is refused by the API server; use x-kubernetes-list-type: set."
                                .formatted(node.name())))
                : List.of();
    }
}
