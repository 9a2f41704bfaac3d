package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.rule.Evidence.CONVERSION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// A webhook converts objects.
public final class ConversionWebhookAdded implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    30,
                    "conversion-webhook-added",
                    "spec.conversion: None became Webhook",
                    "every request across versions depends on it")
            .up(BREAK)
            .back(LOSS)
            .evidence(CONVERSION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) ->
                !before.conversion().byWebhook() && after.conversion().byWebhook()
                        ? List.of(CARD.found(
                                Where.definition("spec.conversion"),
                                "None",
                                after.conversion().endpoint(),
                                ("Every request across versions depends on the webhook %s from now on; let "
                                                + "it answer first.")
                                        .formatted(after.conversion().endpoint())))
                        : List.of());
    }
}
