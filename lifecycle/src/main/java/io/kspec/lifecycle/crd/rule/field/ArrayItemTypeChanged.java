package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Place;
import io.kspec.lifecycle.crd.schema.SchemaType;
import java.util.List;
import java.util.Set;

/// The items of a list take another kind of value. Items are not ratcheted, so one change makes the whole list be
/// judged. Objects or lists under a scalar type lose their content; that is `type-changed`.
public final class ArrayItemTypeChanged implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    60,
                    "array-item-type-changed",
                    "the type of a list's items",
                    "the whole list is invalid once it is touched")
            .up(BREAK)
            .back(BREAK)
            .evidence(VALIDATION);

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
        SchemaType.Shift shift = SchemaType.shift(node.before(), node.after());
        boolean narrowed = node.place().isItems() && shift == SchemaType.Shift.NARROWED;
        return narrowed || (shift == SchemaType.Shift.REPLACED && covers(node))
                ? List.of(CARD.found(
                        node.where(),
                        SchemaType.text(node.before()),
                        SchemaType.text(node.after()),
                        ("The type of the items of %s changed from %s to %s: a stored list is invalid as a "
                                        + "whole once it is touched.")
                                .formatted(
                                        node.place().parent().map(Place::text).orElse(""),
                                        SchemaType.text(node.before()),
                                        SchemaType.text(node.after()))))
                : List.of();
    }

    /// Whether the items held nothing that could be pruned.
    static boolean covers(NodePair node) {
        return node.place().isItems() && !Set.of("object", "array").contains(SchemaType.of(node.before()));
    }
}
