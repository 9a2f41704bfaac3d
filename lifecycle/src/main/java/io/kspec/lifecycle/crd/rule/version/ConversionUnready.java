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

/// What would convert does not answer.
public final class ConversionUnready implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    34,
                    "conversion-unready",
                    "a probe of the endpoint fails",
                    "reads and lists of other versions fail, objects in them cannot even be deleted")
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
                Observation.ConversionUnready.class,
                seen -> CARD.found(
                        Where.definition("spec.conversion"),
                        "",
                        "",
                        "What would convert objects does not answer: %s.".formatted(seen.detail())));
    }
}
