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

/// A bound of a number, a length or a count is gone or farther. The estimated cost of expressions can rise by it.
public final class BoundRelaxed implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    79,
                    "bound-relaxed-or-removed",
                    "the same keywords, gone or farther; multipleOf, gone or a divisor of the old",
                    "readers meet values beyond the old bound; expressions may become too costly")
            .up(OK)
            .back(BREAK)
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of(
                "minimum",
                "maximum",
                "minLength",
                "maxLength",
                "minItems",
                "maxItems",
                "minProperties",
                "maxProperties");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return Bound.differing(node).stream()
                .filter(bound -> bound.readable() && bound.tightening() < 0)
                .map(bound -> node.found(
                        CARD,
                        bound.keyword(),
                        "%s is bounded less than by %s: values beyond that are invalid after going back."
                                .formatted(node.name(), NodePair.told(bound.keyword(), node.before(bound.keyword())))))
                .toList();
    }
}
