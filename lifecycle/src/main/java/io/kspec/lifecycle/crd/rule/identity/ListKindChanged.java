package io.kspec.lifecycle.crd.rule.identity;

import static io.kspec.lifecycle.crd.Severity.BREAK;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// Lists of the kind have another name.
public final class ListKindChanged implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    5, "list-kind-changed", "spec.names.listKind", "readers that decode lists by their kind fail")
            .up(BREAK)
            .back(BREAK);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) ->
                before.names().listKind().equals(after.names().listKind())
                        ? List.of()
                        : List.of(CARD.found(
                                Where.definition("spec.names.listKind"),
                                before.names().listKind(),
                                after.names().listKind(),
                                "Lists are of kind %s instead of %s: readers that decode them by kind fail."
                                        .formatted(
                                                after.names().listKind(),
                                                before.names().listKind()))));
    }
}
