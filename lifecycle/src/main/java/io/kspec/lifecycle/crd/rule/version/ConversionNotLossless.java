package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.CONVERSION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Observation;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;
import java.util.stream.Stream;

/// An object that is converted there and back is not what it was.
///
/// What was asked is the webhook that is installed before the change; one that the chart brings cannot be asked yet,
/// and may be better or worse. It weighs a loss all the same, in both directions: until the new pods serve, the
/// installed webhook converts what the rollout reads and writes, and after going back it does so again. That objects
/// lose fields today already is no excuse: the export that a loss demands keeps what they still hold. Where nobody
/// could be asked, that is told as a warning and never taken as a pass.
public final class ConversionNotLossless implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    35,
                    "conversion-not-lossless",
                    "stored to served to stored differs, as the webhook converts that is installed before the change; "
                            + "a warning where it could not be asked",
                    "objects change by being read and written")
            .up(LOSS, WARN)
            .back(LOSS, WARN)
            .evidence(CONVERSION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return Stream.concat(
                        change.observed(Observation.ConversionLossy.class, ConversionNotLossless::lossy).stream(),
                        change.observed(Observation.ConversionUnasked.class, ConversionNotLossless::unasked).stream())
                .toList();
    }

    private static Finding lossy(Observation.ConversionLossy seen) {
        return CARD.found(
                new Where(seen.version(), seen.path()),
                "",
                "",
                ("An object that is converted there and back is not what it was: %s. This is the webhook that is "
                                + "installed now; one that comes with the change was not asked.")
                        .formatted(seen.detail()));
    }

    private static Finding unasked(Observation.ConversionUnasked seen) {
        return CARD.found(
                Where.definition("spec.conversion"),
                "",
                "",
                "It is not known whether the conversion that is installed now loses anything: %s. See that it can be asked."
                        .formatted(seen.detail()),
                WARN,
                WARN);
    }
}
