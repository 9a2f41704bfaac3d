package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.REJECT;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// A version in which objects are stored is gone.
public final class StoredVersionRemoved implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    17,
                    "stored-version-removed",
                    "a name of status.storedVersions is absent from the new spec",
                    "the objects would be unreadable; the API server refuses it")
            .up(REJECT)
            .back(REJECT)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) -> before.storedVersions().stream()
                .filter(name -> after.version(name).isEmpty())
                .sorted()
                .map(name -> CARD.found(
                        Where.version(name),
                        name,
                        "",
                        "Objects are stored in %s, which is gone: the API server refuses it until they are migrated."
                                .formatted(name)))
                .toList());
    }
}
