package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// A version vanished from the list of stored ones and nobody recorded that its objects were rewritten.
public final class StoredVersionsUnproven implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    28,
                    "stored-versions-unproven",
                    "an entry of status.storedVersions vanished without a recorded migration",
                    "objects may be neither readable nor deletable")
            .up(LOSS)
            .back(LOSS)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.surroundings()
                .history()
                .map(history -> change.live(live -> history.stored().stream()
                        .filter(name -> !live.storedVersions().contains(name)
                                && !history.migrated().contains(name))
                        .sorted()
                        .map(name -> CARD.found(
                                Where.definition("status.storedVersions"),
                                name,
                                "",
                                ("%s vanished from the stored versions without a recorded migration: objects "
                                                + "in it can be neither read nor deleted. Add the version again.")
                                        .formatted(name)))
                        .toList()))
                .orElse(List.of());
    }
}
