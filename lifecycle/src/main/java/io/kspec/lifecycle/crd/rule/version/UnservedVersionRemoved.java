package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.INFO;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// A version that nobody could use is gone.
public final class UnservedVersionRemoved implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    19,
                    "unserved-version-removed",
                    "a version is absent that was neither served nor stored",
                    "nothing reads it")
            .up(INFO)
            .back(OK)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) -> Gone.unstored(before, after).stream()
                .filter(version -> !version.served())
                .map(version -> CARD.found(
                        Where.version(version.name()),
                        version.name(),
                        "",
                        "The version %s is gone, which was neither served nor stored.".formatted(version.name())))
                .toList());
    }
}
