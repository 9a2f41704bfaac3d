package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.CONVERSION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Observation;
import io.kspec.lifecycle.crd.Severity;
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
                    "the Service that would convert is neither in the chart nor in the cluster; a warning where it "
                            + "seems to have no pods, or nothing is converted",
                    "reads and lists of other versions fail, objects in them cannot even be deleted")
            .up(BREAK, WARN)
            .back(BREAK, WARN)
            .evidence(CONVERSION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.observed(Observation.ConversionUnready.class, ConversionUnready::found);
    }

    private static Finding found(Observation.ConversionUnready seen) {
        Severity weight = seen.certain() ? BREAK : WARN;
        String because = seen.certain()
                ? "Nothing answers where objects are converted: %s. Bring it up first, or correct spec.conversion."
                : "It may be that nothing answers where objects are converted: %s. See that it does.";
        return CARD.found(
                Where.definition("spec.conversion"), "", "", because.formatted(seen.detail()), weight, weight);
    }
}
