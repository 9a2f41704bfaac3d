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
///
/// What was asked is the webhook that is installed before the change. It breaks in both directions: requests in
/// another version fail until the new pods serve, and again after going back. Whether a webhook that the chart brings
/// mends it is not known before that serves. New labels and annotations are no such thing: the API server takes them.
public final class ConversionBrokenMetadata implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    39,
                    "conversion-broken-metadata",
                    "the webhook that is installed before the change alters apiVersion, kind, name, namespace, uid or the "
                            + "number of objects",
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
                        ("The webhook that is installed now alters what it must not: %s. One that comes with the change was "
                                        + "not asked.")
                                .formatted(seen.detail())));
    }
}
