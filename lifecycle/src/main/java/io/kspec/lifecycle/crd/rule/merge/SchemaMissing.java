package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.REJECT;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// A version without a schema.
public final class SchemaMissing implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    115,
                    "schema-missing",
                    "a version without schema.openAPIV3Schema",
                    "the API server refuses the definition")
            .up(REJECT)
            .back(REJECT);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.newly(crd -> crd.versions().stream()
                .filter(version -> version.schema().isEmpty())
                .map(version -> CARD.found(
                        Where.version(version.name()),
                        "",
                        "",
                        "The version %s has no schema: the API server refuses the definition."
                                .formatted(version.name())))
                .toList());
    }
}
