package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Observation;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// Objects are stored that the old schema refuses too; the change is not to blame.
public final class StoredObjectsAlreadyInvalid implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    121,
                    "stored-objects-already-invalid",
                    "objects that fail the old schema too",
                    "they were so before and count apart")
            .up(WARN)
            .back(WARN)
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.observed(Observation.InvalidBefore.class, seen -> found(seen.version(), seen.detail()));
    }

    /// Of objects that were read after the documents were compared.
    ///
    /// @param detail a clause with the number
    public static Finding found(String version, String detail) {
        return CARD.found(
                Where.version(version),
                "",
                "",
                "Stored objects break the schema that is live already: %s.".formatted(detail));
    }
}
