package io.kspec.lifecycle.crd.rule.identity;

import static io.kspec.lifecycle.crd.Severity.WARN;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// The name for one object is another one.
public final class SingularChanged implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    6,
                    "singular-changed",
                    "spec.names.singular",
                    "aliases of the command line, and what is written in documents")
            .up(WARN)
            .back(WARN);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) ->
                before.names().singular().equals(after.names().singular())
                        ? List.of()
                        : List.of(CARD.found(
                                Where.definition("spec.names.singular"),
                                before.names().singular(),
                                after.names().singular(),
                                "The singular changed from %s to %s: commands that use the old one fail."
                                        .formatted(
                                                before.names().singular(),
                                                after.names().singular()))));
    }
}
