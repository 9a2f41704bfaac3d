package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.REJECT;

import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// Objects are stored in a version that the old definition does not know: there is no way back.
public final class StorageVersionOneWay implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    26,
                    "storage-version-one-way",
                    "the new storage version is unknown to the old definition",
                    "the API server refuses to go back once an object was written")
            .up(BREAK)
            .back(REJECT);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) -> {
            String old = before.storage().map(CrdVersion::name).orElse("");
            String next = after.storage().map(CrdVersion::name).orElse("");
            return old.equals(next) || next.isEmpty() || before.version(next).isPresent()
                    ? List.of()
                    : List.of(CARD.found(
                            Where.version(next),
                            "storage: " + old,
                            "storage: " + next,
                            ("Objects are stored in %s, which the old definition does not know: the API "
                                            + "server refuses to go back. Add the version first, and store in it a release "
                                            + "later.")
                                    .formatted(next)));
        });
    }
}
