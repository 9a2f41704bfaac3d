package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.REJECT;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// The webhook understands no ConversionReview that the API server speaks.
public final class ConversionReviewVersionUnknown implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    37,
                    "conversion-review-version-unknown",
                    "conversionReviewVersions lists neither v1 nor v1beta1",
                    "the API server refuses it, or conversion fails")
            .up(REJECT)
            .back(REJECT);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.newly(crd -> crd.conversion().byWebhook()
                        && !crd.conversion().reviewVersions().contains("v1")
                        && !crd.conversion().reviewVersions().contains("v1beta1")
                ? List.of(CARD.found(
                        Where.definition("spec.conversion.webhook.conversionReviewVersions"),
                        "",
                        String.join(", ", crd.conversion().reviewVersions()),
                        "The webhook understands neither v1 nor v1beta1 of ConversionReview: list one of them."))
                : List.of());
    }
}
