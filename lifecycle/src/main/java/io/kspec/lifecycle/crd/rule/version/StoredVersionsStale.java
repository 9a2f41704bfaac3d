package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// Objects may be stored in more than one version: a migration is pending.
public final class StoredVersionsStale implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    27,
                    "stored-versions-stale",
                    "status.storedVersions has more than one entry before the change",
                    "a migration is pending, and versions cannot be removed")
            .up(WARN)
            .back(WARN)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.live(live -> live.storedVersions().size() > 1
                ? List.of(CARD.found(
                        Where.definition("status.storedVersions"),
                        String.join(", ", live.storedVersions()),
                        "",
                        "Objects may still be stored in %s: migrate them before a version is removed."
                                .formatted(String.join(", ", live.storedVersions()))))
                : List.of());
    }
}
