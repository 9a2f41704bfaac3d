package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.SchemaType;
import java.util.List;
import java.util.Set;

/// A field takes fewer kinds of values than before.
public final class TypeNarrowed implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    59,
                    "type-narrowed",
                    "number became integer; int-or-string became one of them",
                    "stored objects with the other kind are invalid")
            .up(BREAK)
            .back(WARN)
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
        boolean narrowed = SchemaType.shift(node.before(), node.after()) == SchemaType.Shift.NARROWED;
        return narrowed && !node.place().isItems()
                ? List.of(CARD.found(
                        node.where(),
                        SchemaType.text(node.before()),
                        SchemaType.text(node.after()),
                        ("The type of %s changed from %s to the narrower %s: objects that hold the other "
                                        + "kind are invalid.")
                                .formatted(node.name(), SchemaType.text(node.before()), SchemaType.text(node.after()))))
                : List.of();
    }
}
