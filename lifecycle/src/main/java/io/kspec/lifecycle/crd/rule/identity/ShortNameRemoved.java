package io.kspec.lifecycle.crd.rule.identity;

import static io.kspec.lifecycle.crd.Severity.INFO;
import static io.kspec.lifecycle.crd.Severity.WARN;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// A short name is gone.
public final class ShortNameRemoved implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    7, "short-name-removed", "spec.names.shortNames shrinks", "scripts that use it fail")
            .up(WARN)
            .back(INFO);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) -> before.names().shortNames().stream()
                .filter(name -> !after.names().shortNames().contains(name))
                .sorted()
                .map(name -> CARD.found(
                        Where.definition("spec.names.shortNames"),
                        name,
                        "",
                        "The short name %s is gone: scripts that use it fail.".formatted(name)))
                .toList());
    }
}
