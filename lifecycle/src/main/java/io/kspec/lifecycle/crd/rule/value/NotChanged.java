package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Branches;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.List;
import java.util.Set;

/// A condition that must not hold is new, another one, or gone; where it is gone, that loosens.
public final class NotChanged implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    86,
                    "not-changed",
                    "not is new, altered or gone",
                    "objects that satisfy the new condition are refused; one that is gone loosens")
            .up(BREAK, OK)
            .back(BREAK)
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("not");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        boolean same = Json.same(Branches.judgingOnly(node.before("not")), Branches.judgingOnly(node.after("not")));
        return same
                ? List.of()
                : List.of(CARD.found(
                        node.where(),
                        NodePair.told("not", node.before("not")),
                        NodePair.told("not", node.after("not")),
                        "What %s must not be changed: objects that are so now are refused.".formatted(node.name()),
                        node.drops("not") ? OK : BREAK,
                        BREAK));
    }
}
