package io.kspec.lifecycle.crd.rule.cel;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// Values must satisfy one more expression.
public final class CelRuleAdded implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    88,
                    "cel-rule-added",
                    "an expression is new on a node that existed",
                    "stored objects that fail it are refused when the node changes")
            .up(BREAK)
            .back(OK)
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("x-kubernetes-validations");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return Expressions.of(node).added().stream()
                .filter(entry -> !Expressions.looksBack(entry) && !Expressions.blocksEverything(node))
                .map(entry -> CARD.found(
                        node.where(),
                        "",
                        Expressions.text(entry),
                        "%s must satisfy one more expression, %s: objects that do not are refused when it changes."
                                .formatted(node.name(), Expressions.text(entry))))
                .toList();
    }
}
