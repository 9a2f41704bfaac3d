package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.rule.Evidence.CONVERSION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Observation;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// The webhook alters what it must not.
public final class ConversionBrokenMetadata implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    39,
                    "conversion-broken-metadata",
                    "the webhook alters name, namespace, uid or the number of objects",
                    "the API server refuses every request")
            .up(BREAK)
            .back(BREAK)
            .evidence(CONVERSION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.observed(
                Observation.ConversionBreaksMetadata.class,
                seen -> CARD.found(
                        Where.definition("spec.conversion"),
                        "",
                        "",
                        "The webhook alters what it must not: %s.".formatted(seen.detail())));
    }
}
