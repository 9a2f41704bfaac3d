package io.kspec.lifecycle.crd.rule.identity;

import static io.kspec.lifecycle.crd.Severity.REJECT;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// The plural, and with it the name of the definition, is another one.
public final class PluralChanged implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    2, "plural-changed", "spec.names.plural", "the definition's name must be plural.group")
            .up(REJECT)
            .back(REJECT);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared(
                (before, after) -> before.names().plural().equals(after.names().plural())
                        ? List.of()
                        : List.of(CARD.found(
                                Where.definition("spec.names.plural"),
                                before.names().plural(),
                                after.names().plural(),
                                ("The plural changed from %s to %s, and the name of a definition is "
                                                + "plural.group: the API server refuses it.")
                                        .formatted(
                                                before.names().plural(),
                                                after.names().plural()))));
    }
}
