package io.kspec.lifecycle.crd.rule.cel;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A new expression, or another one, at a node that holds metadata or status: an object that fails it can change
/// nothing at all, not even its finalizers.
public final class CelRuleAtRoot implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    91,
                    "cel-rule-at-root",
                    "an expression is new or another one at the root, or at the root of an embedded object",
                    "objects that fail it cannot be labelled, reported on or deleted cleanly")
            .up(BREAK, LOSS)
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
        if (!Expressions.blocksEverything(node)) {
            return List.of();
        }
        Expressions expressions = Expressions.of(node);
        return Stream.concat(
                        expressions.added().stream(),
                        expressions.edited().stream().map(Expressions.Pair::after))
                .map(entry -> CARD.found(
                        node.where(),
                        "",
                        Expressions.text(entry),
                        ("%s must satisfy %s as a whole: an object that fails it cannot change its labels, "
                                        + "finalizers or status either.")
                                .formatted(node.name(), Expressions.text(entry))))
                .toList();
    }
}
