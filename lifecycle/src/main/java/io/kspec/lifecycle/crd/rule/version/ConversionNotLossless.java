package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.rule.Evidence.CONVERSION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Observation;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// An object that is converted there and back is not what it was.
public final class ConversionNotLossless implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    35,
                    "conversion-not-lossless",
                    "stored to served to stored differs",
                    "objects change by being read and written")
            .up(LOSS)
            .back(LOSS)
            .evidence(CONVERSION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.observed(
                Observation.ConversionLossy.class,
                seen -> CARD.found(
                        new Where(seen.version(), seen.path()),
                        "",
                        "",
                        "An object that is converted there and back is not what it was: %s.".formatted(seen.detail())));
    }
}
