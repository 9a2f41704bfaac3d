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

/// The conditions that must all hold are others.
public final class AllOfChanged implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    83,
                    "all-of-changed",
                    "a branch of allOf is new, gone or edited",
                    "a new one tightens, one that is gone loosens")
            .up(BREAK, OK)
            .back(OK, BREAK)
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("allOf");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return Quantifier.judge(
                CARD, node, "allOf", branches -> !branches.added().isEmpty(), branches -> !branches.removed()
                        .isEmpty());
    }
}
