package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.Severity.REJECT;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import io.kspec.lifecycle.crd.rule.merge.UnknownChange;
import java.util.List;

/// The whole definition does not keep undeclared fields any more. The API server never lets that be
/// undone; the other way round is an unknown change.
public final class LegacyPreserveOff implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    53,
                    "legacy-preserve-off",
                    "spec.preserveUnknownFields is switched off",
                    "whole objects are pruned; the API server refuses to switch it on again")
            .up(LOSS)
            .back(REJECT)
            .evidence(USAGE);

    private static final String KEY = "preserveUnknownFields";
    private static final Where WHERE = Where.definition("spec." + KEY);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) -> {
            boolean was = before.spec().path(KEY).asBoolean(false);
            boolean is = after.spec().path(KEY).asBoolean(false);
            if (was == is) {
                return List.of();
            }
            return List.of(
                    was
                            ? CARD.found(
                                    WHERE,
                                    "true",
                                    "false",
                                    "Undeclared fields are pruned everywhere from now on, and the API server refuses "
                                            + "to switch that off again.")
                            : UnknownChange.of(
                                    WHERE, before.spec().path(KEY), after.spec().path(KEY)));
        });
    }
}
