package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.CONVERSION;

import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// Objects are stored in another version, which the old definition knows too.
public final class StorageVersionChanged implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    25,
                    "storage-version-changed",
                    "the storage flag moves to a version that the old definition has",
                    "rewrites begin; conversion must work both ways")
            .up(WARN)
            .back(WARN)
            .evidence(CONVERSION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) -> {
            String old = before.storage().map(CrdVersion::name).orElse("");
            String next = after.storage().map(CrdVersion::name).orElse("");
            return old.equals(next) || before.version(next).isEmpty()
                    ? List.of()
                    : List.of(CARD.found(
                            Where.version(next),
                            "storage: " + old,
                            "storage: " + next,
                            ("Objects are stored in %s instead of %s from their next write on; conversion "
                                            + "must work both ways.")
                                    .formatted(next, old)));
        });
    }
}
