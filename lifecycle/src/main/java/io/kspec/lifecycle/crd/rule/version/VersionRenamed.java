package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.BREAK;

import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// A version is gone and its schema stands under a new name.
public final class VersionRenamed implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    23,
                    "version-renamed",
                    "one version is gone, one is new, with the same schema",
                    "as a served version that is removed")
            .up(BREAK)
            .back(BREAK);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) -> Gone.unstored(before, after).stream()
                .filter(version -> Gone.renamed(version, before, after))
                .map(version -> CARD.found(
                        Where.version(version.name()),
                        version.name(),
                        Gone.heir(version, before, after).map(CrdVersion::name).orElse(""),
                        "The version %s became %s: clients of the old name get 404. Serve both for a while."
                                .formatted(
                                        version.name(),
                                        Gone.heir(version, before, after)
                                                .map(CrdVersion::name)
                                                .orElse(""))))
                .toList());
    }
}
