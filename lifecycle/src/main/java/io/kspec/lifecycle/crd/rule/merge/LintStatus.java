package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.INFO;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// A version that declares a status and has no request for it.
public final class LintStatus implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    122, "lint-status", "a status without subresources.status", "writers of spec can overwrite it")
            .up(INFO)
            .back(INFO);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.newly(crd -> crd.versions().stream()
                .filter(version -> !version.hasStatus())
                .filter(version -> version.schema()
                        .filter(schema -> schema.path("properties").has("status"))
                        .isPresent())
                .map(version -> CARD.found(
                        Where.version(version.name()),
                        "",
                        "",
                        "%s declares a status without subresources.status: writers of spec can overwrite it."
                                .formatted(version.name())))
                .toList());
    }
}
