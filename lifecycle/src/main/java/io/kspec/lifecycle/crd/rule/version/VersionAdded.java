package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.Severity.REJECT;
import static io.kspec.lifecycle.crd.rule.Evidence.CONVERSION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// There is one more version.
public final class VersionAdded implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    22,
                    "version-added",
                    "a new version",
                    "it needs a conversion that loses nothing; once objects are stored in it there is no way back")
            .up(OK)
            .back(OK, REJECT)
            .evidence(CONVERSION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) -> Gone.added(before, after).stream()
                .map(version -> CARD.found(
                        Where.version(version.name()),
                        "",
                        version.name(),
                        "The version %s is new%s."
                                .formatted(
                                        version.name(), version.storage() ? " and the one objects are stored in" : ""),
                        OK,
                        version.storage() ? REJECT : OK))
                .toList());
    }
}
