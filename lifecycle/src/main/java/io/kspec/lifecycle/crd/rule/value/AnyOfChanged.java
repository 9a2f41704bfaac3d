package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// The conditions of which one must hold are others.
public final class AnyOfChanged implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    84,
                    "any-of-changed",
                    "the first anyOf, or a branch that is gone or new",
                    "the first one and one that is gone tighten, a new one loosens")
            .up(BREAK, OK)
            .back(OK, BREAK)
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("anyOf");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return Quantifier.judge(
                CARD,
                node,
                "anyOf",
                branches -> node.adds("anyOf") || (!branches.removed().isEmpty() && !node.drops("anyOf")),
                branches -> node.drops("anyOf") || (!branches.added().isEmpty() && !node.adds("anyOf")));
    }
}
