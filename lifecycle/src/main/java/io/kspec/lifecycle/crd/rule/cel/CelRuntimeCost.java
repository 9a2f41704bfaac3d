package io.kspec.lifecycle.crd.rule.cel;

import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Observation;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// Objects that are stored come near what judging one of them may cost.
public final class CelRuntimeCost implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    97,
                    "cel-runtime-cost",
                    "stored objects near the limit of what expressions may cost at run time",
                    "large objects are refused now and then")
            .up(WARN)
            .back(OK)
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.observed(
                Observation.CelRuntimeCost.class, seen -> found(new Where(seen.version(), seen.path()), seen.detail()));
    }

    /// Of objects that were read after the documents were compared.
    ///
    /// @param detail a clause with the cost and the limit
    public static Finding found(String version, String detail) {
        return found(Where.version(version), detail);
    }

    private static Finding found(Where where, String detail) {
        return CARD.found(
                where,
                "",
                "",
                "Stored objects come near the limit of what expressions may cost: %s.".formatted(detail));
    }
}
