package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.rule.merge.UnknownChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A bound of a number, a length or a count is new or nearer. A length of at least 0 is no bound.
public final class BoundTightened implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    78,
                    "bound-added-or-tightened",
                    "minimum, maximum, minLength, maxLength, minItems, maxItems, minProperties or "
                            + "maxProperties is new or nearer",
                    "objects and writers beyond it are refused")
            .up(BREAK)
            .back(OK)
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
        var found = new ArrayList<Finding>();
        for (Bound bound : Bound.differing(node)) {
            if (!bound.readable()) {
                found.add(UnknownChange.of(node, bound.keyword()));
            } else if (bound.tightening() > 0) {
                found.add(node.found(
                        CARD,
                        bound.keyword(),
                        "%s is bounded tighter, %s: objects and writers beyond it are refused."
                                .formatted(node.name(), NodePair.told(bound.keyword(), node.after(bound.keyword())))));
            }
        }
        return found;
    }
}
