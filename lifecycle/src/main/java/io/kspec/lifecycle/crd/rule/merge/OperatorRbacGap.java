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

/// The operator may not do with its own objects what it must.
public final class OperatorRbacGap implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    119,
                    "operator-rbac-gap",
                    "the operator's roles lack a version, /status, /scale or finalizers",
                    "it cannot work on its own objects")
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
                Observation.OperatorLacksRight.class,
                seen -> CARD.found(
                        Where.definition(""),
                        "",
                        "",
                        "The operator cannot work on its objects: %s. Extend its roles first."
                                .formatted(seen.detail())));
    }
}
