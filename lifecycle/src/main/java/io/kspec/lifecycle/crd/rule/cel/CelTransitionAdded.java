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
import java.util.stream.Stream;

/// Values may not change as they like: an expression compares them with what they were. It is never ratcheted.
public final class CelTransitionAdded implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    92,
                    "cel-transition-added",
                    "an expression that uses oldSelf is new",
                    "it is never ratcheted; it can freeze a field, so that edits from version control fail")
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
        Expressions expressions = Expressions.of(node);
        return Stream.concat(
                        expressions.added().stream().filter(Expressions::looksBack),
                        expressions.edited().stream()
                                .filter(pair ->
                                        Expressions.looksBack(pair.after()) && !Expressions.looksBack(pair.before()))
                                .map(Expressions.Pair::after))
                .map(entry -> CARD.found(
                        node.where(),
                        "",
                        Expressions.text(entry),
                        "%s may change only as %s allows: edits that are fine today are refused."
                                .formatted(node.name(), Expressions.text(entry))))
                .toList();
    }
}
