package io.kspec.lifecycle.crd.rule.cel;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// Values need not satisfy an expression any more.
public final class CelRuleRemoved implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    90, "cel-rule-removed", "an expression is gone", "readers meet other values")
            .up(WARN)
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
        return Expressions.of(node).removed().stream()
                .map(entry -> CARD.found(
                        node.where(),
                        Expressions.text(entry),
                        "",
                        "%s need not satisfy %s any more: values that fail it are invalid after going back."
                                .formatted(node.name(), Expressions.text(entry))))
                .toList();
    }
}
