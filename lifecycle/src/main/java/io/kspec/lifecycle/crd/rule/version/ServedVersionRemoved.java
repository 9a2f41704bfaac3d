package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// A version that clients use is gone.
public final class ServedVersionRemoved implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    18,
                    "served-version-removed",
                    "a served version is absent, and nothing is stored in it",
                    "writers and readers of it get 404")
            .up(BREAK)
            .back(OK)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) -> Gone.unstored(before, after).stream()
                .filter(version -> version.served() && !Gone.renamed(version, before, after))
                .map(version -> CARD.found(
                        Where.version(version.name()),
                        version.name(),
                        "",
                        "The version %s is gone: its clients get 404.".formatted(version.name())))
                .toList());
    }
}
