package io.kspec.lifecycle.crd.rule.identity;

import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// The live definition is being deleted, with all its objects. Applying it again answers well and is lost with it.
public final class CrdTerminating implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    14,
                    "crd-terminating",
                    "metadata.deletionTimestamp",
                    "applying answers 200, and is deleted right after")
            .up(LOSS)
            .back(LOSS)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.live(live -> live.json().path("metadata").hasNonNull("deletionTimestamp")
                ? List.of(CARD.found(
                        Where.definition("metadata.deletionTimestamp"),
                        live.json().path("metadata").path("deletionTimestamp").asText(""),
                        "",
                        "The live definition is being deleted with all its objects, and what is "
                                + "applied now goes with it. Wait, then restore."))
                : List.of());
    }
}
