package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Surroundings;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// Helm owns the definition and nothing tells it to keep it: it deletes it, with every object, when the release is
/// uninstalled or rolled back.
public final class KeepPolicyMissing implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    111,
                    "keep-policy-missing",
                    "a definition that a chart renders without helm.sh/resource-policy: keep",
                    "uninstalling or rolling back deletes every object")
            .up(LOSS)
            .back(LOSS)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        boolean rendered = change.surroundings()
                .applier()
                .filter(Surroundings.Applier::rendered)
                .isPresent();
        String policy = change.after().annotation("helm.sh/resource-policy").orElse("");
        return rendered && !policy.equals("keep")
                ? List.of(CARD.found(
                        Where.definition("metadata.annotations['helm.sh/resource-policy']"),
                        "",
                        policy,
                        "The chart renders the definition without helm.sh/resource-policy: keep: "
                                + "uninstalling the release deletes every object of it."))
                : List.of();
    }
}
