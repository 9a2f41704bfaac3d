package io.kspec.lifecycle.crd.rule.identity;

import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// There was no such definition.
public final class CrdNew implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(13, "crd-new", "no live definition", "nothing is stored yet")
            .up(OK)
            .back(OK)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.before().isPresent()
                ? List.of()
                : List.of(CARD.found(
                        Where.definition(""),
                        "",
                        change.after().name(),
                        "%s is new: nothing is stored yet."
                                .formatted(change.after().name())));
    }
}
