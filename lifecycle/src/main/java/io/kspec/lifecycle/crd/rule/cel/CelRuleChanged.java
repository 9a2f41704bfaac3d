package io.kspec.lifecycle.crd.rule.cel;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// An expression is another one. Whether it demands more or less is not attempted.
public final class CelRuleChanged implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    89,
                    "cel-rule-changed",
                    "an expression says something else, spaces apart",
                    "it cannot be told which values are refused now")
            .up(BREAK)
            .back(BREAK)
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
        return Expressions.of(node).edited().stream()
                .map(pair -> CARD.found(
                        node.where(),
                        Expressions.text(pair.before()),
                        Expressions.text(pair.after()),
                        "An expression of %s changed from %s to %s: values that satisfied it may fail now."
                                .formatted(
                                        node.name(), Expressions.text(pair.before()), Expressions.text(pair.after()))))
                .toList();
    }
}
