package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.rule.Evidence.CONVERSION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// Another endpoint converts.
public final class ConversionEndpointChanged implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    32,
                    "conversion-endpoint-changed",
                    "service, port, path or url of the webhook",
                    "requests fail until something answers there")
            .up(BREAK)
            .back(BREAK)
            .evidence(CONVERSION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) -> before.conversion().byWebhook()
                        && after.conversion().byWebhook()
                        && !before.conversion()
                                .endpoint()
                                .equals(after.conversion().endpoint())
                ? List.of(CARD.found(
                        Where.definition("spec.conversion.webhook.clientConfig"),
                        before.conversion().endpoint(),
                        after.conversion().endpoint(),
                        "Conversion moves from %s to %s: requests fail until something answers there."
                                .formatted(
                                        before.conversion().endpoint(),
                                        after.conversion().endpoint())))
                : List.of());
    }
}
