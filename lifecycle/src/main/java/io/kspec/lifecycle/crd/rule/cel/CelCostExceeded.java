package io.kspec.lifecycle.crd.rule.cel;

import static io.kspec.lifecycle.crd.Severity.REJECT;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Observation;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// The API server estimates that an expression costs too much, and refuses the whole definition.
public final class CelCostExceeded implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    95,
                    "cel-cost-exceeded",
                    "the estimated cost of an expression is above the limit",
                    "the whole definition is refused")
            .up(REJECT)
            .back(REJECT)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.observed(
                Observation.CelCostRefused.class,
                seen -> CARD.found(
                        new Where(seen.version(), seen.path()),
                        "",
                        "",
                        "The API server refuses the definition: %s. Bound the lengths that the expression loops over."
                                .formatted(seen.detail())));
    }
}
