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

/// The operator may not do with its own objects what it must.
public final class OperatorRbacGap implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    119,
                    "operator-rbac-gap",
                    "the chart's roles let no account of its workloads reach the objects, /status, /scale or "
                            + "finalizers; a warning where rights may come from elsewhere or not be needed",
                    "it cannot work on its own objects")
            .up(BREAK, WARN)
            .back(BREAK, WARN)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.observed(Observation.OperatorLacksRight.class, OperatorRbacGap::found);
    }

    private static Finding found(Observation.OperatorLacksRight seen) {
        Severity weight = seen.certain() ? BREAK : WARN;
        String because = seen.certain()
                ? "The operator cannot work on its objects: %s. Extend its roles first."
                : "The operator may be unable to work on its objects: %s. See that it can do without, or is allowed elsewhere.";
        return CARD.found(Where.definition(seen.path()), "", "", because.formatted(seen.detail()), weight, weight);
    }
}
