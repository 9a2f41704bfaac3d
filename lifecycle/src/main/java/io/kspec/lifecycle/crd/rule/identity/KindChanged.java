package io.kspec.lifecycle.crd.rule.identity;

import static io.kspec.lifecycle.crd.Severity.REJECT;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// The kind has another name.
public final class KindChanged implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    4, "kind-changed", "spec.names.kind", "it cannot be changed once the definition is established")
            .up(REJECT)
            .back(REJECT);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) -> before.names()
                        .kind()
                        .equals(after.names().kind())
                ? List.of()
                : List.of(CARD.found(
                        Where.definition("spec.names.kind"),
                        before.names().kind(),
                        after.names().kind(),
                        ("The kind changed from %s to %s: the API server refuses that once the definition is "
                                        + "established.")
                                .formatted(before.names().kind(), after.names().kind()))));
    }
}
