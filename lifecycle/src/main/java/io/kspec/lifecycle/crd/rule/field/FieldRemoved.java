package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// A property is gone. What objects hold there is hidden from the next read on and destroyed by the next write; where
/// the node keeps what it does not declare, nothing is pruned, but readers of the type lose the field all the same.
public final class FieldRemoved implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    40,
                    "field-removed",
                    "a property is gone",
                    "what objects hold there is pruned when they are read and destroyed at the next write; "
                            + "readers and writers lose it")
            .up(LOSS, BREAK)
            .back(OK)
            .evidence(USAGE);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("properties");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        boolean kept = node.after("x-kubernetes-preserve-unknown-fields").asBoolean(false);
        return RemovedField.in(node, RemovedField.GONE).stream()
                .map(name -> CARD.found(
                        node.property(name),
                        RemovedField.type(node, name),
                        "",
                        (kept
                                        ? "The field %s was removed: objects keep what they hold there, but "
                                                + "it is neither checked nor part of the type any more."
                                        : "The field %s was removed: what objects hold there vanishes when "
                                                + "they are read and is destroyed at their next write.")
                                .formatted(node.property(name).path()),
                        kept ? BREAK : LOSS,
                        OK))
                .toList();
    }
}
