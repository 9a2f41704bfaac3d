package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.SchemaType;
import java.util.List;
import java.util.Set;

/// A field takes another kind of value, so that nothing that was valid stays valid. What stood below it is not told
/// field by field.
public final class TypeChanged implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    57,
                    "type-changed",
                    "any change of the type that is not listed below",
                    "writers are refused, typed readers crash, stored objects are invalid; the keys of an "
                            + "object under a scalar type are pruned")
            .up(BREAK, LOSS)
            .back(BREAK)
            .evidence(USAGE, VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("type", "x-kubernetes-int-or-string");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        if (SchemaType.shift(node.before(), node.after()) != SchemaType.Shift.REPLACED
                || ArrayItemTypeChanged.covers(node)) {
            return List.of();
        }
        boolean pruned = Set.of("object", "array").contains(SchemaType.of(node.before()));
        return List.of(CARD.found(
                node.where(),
                SchemaType.text(node.before()),
                SchemaType.text(node.after()),
                ("The type of %s changed from %s to %s: writers are refused, typed readers fail, and stored "
                                + "objects %s.")
                        .formatted(
                                node.name(),
                                SchemaType.text(node.before()),
                                SchemaType.text(node.after()),
                                pruned ? "lose what they hold there" : "are invalid at their next edit"),
                pruned ? LOSS : BREAK,
                BREAK));
    }
}
