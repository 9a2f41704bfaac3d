package io.kspec.lifecycle.crd.rule.identity;

import static io.kspec.lifecycle.crd.Severity.REJECT;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// Objects live in namespaces, or do not any more.
public final class ScopeChanged implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    3, "scope-changed", "spec.scope", "objects are stored under other keys and cannot be reached")
            .up(REJECT)
            .back(REJECT);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) -> before.scope().equals(after.scope())
                ? List.of()
                : List.of(CARD.found(
                        Where.definition("spec.scope"),
                        before.scope(),
                        after.scope(),
                        ("The scope changed from %s to %s: stored objects could not be reached, and the API "
                                        + "server refuses it.")
                                .formatted(before.scope(), after.scope()))));
    }
}
