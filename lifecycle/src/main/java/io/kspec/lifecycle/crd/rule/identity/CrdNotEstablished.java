package io.kspec.lifecycle.crd.rule.identity;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;
import java.util.stream.Stream;

/// The API server does not serve the live definition as it stands.
public final class CrdNotEstablished implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    15,
                    "crd-not-established",
                    "the live definition lacks Established or NamesAccepted",
                    "what is live is not what is served, so that a comparison means nothing")
            .up(BREAK)
            .back(BREAK)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.live(live -> live.json().path("status").path("conditions").isEmpty()
                ? List.of()
                : Stream.of("Established", "NamesAccepted")
                        .filter(condition ->
                                !live.condition(condition).orElse("Unknown").equals("True"))
                        .map(condition -> CARD.found(
                                Where.definition("status.conditions"),
                                "",
                                condition,
                                "The live definition is not %s: mend that first, its names may be taken."
                                        .formatted(condition)))
                        .toList());
    }
}
