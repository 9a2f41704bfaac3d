package io.kspec.lifecycle.crd.rule.identity;

import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// The new bundle does not bring a definition that the old one had. It is told when bundles are compared, and is
/// kept.
public final class CrdMissingFromBundle implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    12,
                    "crd-missing-from-bundle",
                    "the old bundle had it, the new one has not",
                    "it must be kept: deleting it deletes every object")
            .up(WARN)
            .back(OK)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return List.of();
    }

    /// The finding for a definition that nothing replaces.
    public static Finding of(Crd live) {
        return CARD.found(
                Where.definition(""),
                live.name(),
                "",
                "The new bundle does not bring %s: keep it, deleting it would delete every object."
                        .formatted(live.name()));
    }
}
