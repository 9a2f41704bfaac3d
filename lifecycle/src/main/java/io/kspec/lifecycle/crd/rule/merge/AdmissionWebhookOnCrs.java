package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Observation;
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
                    "a webhook for the objects fails closed and its backend is absent",
                    "every write is refused, of restores and finalizers too")
            .up(BREAK)
            .back(BREAK)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.observed(
                Observation.WebhookWithoutBackend.class,
                seen -> CARD.found(
                        Where.definition(""),
                        "",
                        "",
                        "Every write of an object is refused: %s. Bring its backend up, or remove the registration."
                                .formatted(seen.detail())));
    }
}
