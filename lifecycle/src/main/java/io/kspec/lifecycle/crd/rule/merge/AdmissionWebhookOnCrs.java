package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Observation;
import io.kspec.lifecycle.crd.Severity;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// Every write of an object is refused because nothing answers for a webhook.
public final class AdmissionWebhookOnCrs implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    120,
                    "admission-webhook-on-crs",
                    "a webhook of the chart for the objects fails closed, and its Service is neither in the chart "
                            + "nor in the cluster; a warning where it seems to have no pods",
                    "every write is refused, of restores and finalizers too")
            .up(BREAK, WARN)
            .back(BREAK, WARN)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.observed(Observation.WebhookWithoutBackend.class, AdmissionWebhookOnCrs::found);
    }

    private static Finding found(Observation.WebhookWithoutBackend seen) {
        Severity weight = seen.certain() ? BREAK : WARN;
        String because = seen.certain()
                ? "Every write of an object is refused: %s. Bring its backend up, or remove the registration."
                : "Every write of an object may be refused: %s. See that its backend answers.";
        return CARD.found(Where.definition(""), "", seen.webhook(), because.formatted(seen.detail()), weight, weight);
    }
}
