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

/// A field takes more kinds of values than before.
public final class TypeWidened implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    58,
                    "type-widened",
                    "integer became number; string or integer became int-or-string",
                    "writers are fine, typed readers fail on new values")
            .up(WARN)
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
        return SchemaType.shift(node.before(), node.after()) == SchemaType.Shift.WIDENED
                ? List.of(CARD.found(
                        node.where(),
                        SchemaType.text(node.before()),
                        SchemaType.text(node.after()),
                        ("The type of %s was widened from %s to %s: readers that decode into the old type "
                                        + "fail on new values.")
                                .formatted(node.name(), SchemaType.text(node.before()), SchemaType.text(node.after()))))
                : List.of();
    }
}
