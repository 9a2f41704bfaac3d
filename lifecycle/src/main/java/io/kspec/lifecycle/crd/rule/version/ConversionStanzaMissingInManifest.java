package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// The live definition is converted by a webhook, and the manifest says nothing of conversion.
public final class ConversionStanzaMissingInManifest implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    38,
                    "conversion-stanza-missing-in-manifest",
                    "the live definition uses a webhook, the manifest has no spec.conversion",
                    "replacing it resets the strategy to None")
            .up(LOSS)
            .back(LOSS)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) ->
                before.conversion().byWebhook() && !after.conversion().stated()
                        ? List.of(CARD.found(
                                Where.definition("spec.conversion"),
                                before.conversion().endpoint(),
                                "",
                                ("The live definition is converted by %s, and the manifest says nothing of "
                                                + "it: replacing it resets the strategy to None.")
                                        .formatted(before.conversion().endpoint())))
                        : List.of());
    }
}
