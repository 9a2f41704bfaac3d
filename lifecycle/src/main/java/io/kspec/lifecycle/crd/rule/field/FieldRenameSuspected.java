package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// A property is gone and a new one beside it has the same type and a similar name or the same description. To the
/// API server that is a removal: nothing is copied.
public final class FieldRenameSuspected implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    42,
                    "field-rename-suspected",
                    "a property is gone, and a similar one of the same type is new beside it",
                    "as a removed field: nothing copies the values; add the new field first, copy, and "
                            + "remove the old one in a later release")
            .up(LOSS)
            .back(LOSS)
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
        return RemovedField.in(node, RemovedField.RENAMED).stream()
                .map(name -> {
                    String heir = RemovedField.heir(node, name).orElse("");
                    return CARD.found(
                            node.property(name),
                            RemovedField.type(node, name),
                            "",
                            ("The field %s was removed, and %s looks like it under a new name: nothing "
                                            + "copies the values. Keep both, copy, and remove the old one later.")
                                    .formatted(
                                            node.property(name).path(),
                                            node.property(heir).path()));
                })
                .toList();
    }
}
