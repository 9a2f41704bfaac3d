package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// The conditions of which exactly one must hold are others: a new one can make a second hold.
public final class OneOfChanged implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    85,
                    "one-of-changed",
                    "any change of oneOf",
                    "a branch that is gone refuses, a new one can match beside another; the whole parent is "
                            + "refused at its edit")
            .up(BREAK)
            .back(BREAK)
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("oneOf");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return Quantifier.judge(CARD, node, "oneOf", branches -> !branches.same(), branches -> !branches.same());
    }
}
