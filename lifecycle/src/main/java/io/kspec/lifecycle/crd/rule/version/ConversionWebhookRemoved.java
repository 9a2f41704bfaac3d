package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.rule.Evidence.CONVERSION;

import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import io.kspec.lifecycle.crd.schema.Json;
import io.kspec.lifecycle.crd.schema.Keywords;
import java.util.List;

/// No webhook converts any more, though versions differ. A manifest that says nothing of conversion is
/// `conversion-stanza-missing-in-manifest`.
public final class ConversionWebhookRemoved implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    31,
                    "conversion-webhook-removed",
                    "spec.conversion: Webhook became None while versions differ",
                    "fields are lost in silence")
            .up(LOSS)
            .back(BREAK)
            .evidence(CONVERSION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) -> before.conversion().byWebhook()
                        && after.conversion().stated()
                        && !after.conversion().byWebhook()
                        && differ(after)
                ? List.of(CARD.found(
                        Where.definition("spec.conversion"),
                        before.conversion().endpoint(),
                        "None",
                        "Nothing converts between %s any more, and their schemas differ: fields are lost in silence."
                                .formatted(String.join(
                                        ", ",
                                        after.versions().stream()
                                                .map(CrdVersion::name)
                                                .toList()))))
                : List.of());
    }

    private static boolean differ(Crd crd) {
        return crd.versions().stream()
                .anyMatch(version -> !Json.same(
                        version.schema().orElse(Keywords.ANY),
                        crd.versions().getFirst().schema().orElse(Keywords.ANY)));
    }
}
