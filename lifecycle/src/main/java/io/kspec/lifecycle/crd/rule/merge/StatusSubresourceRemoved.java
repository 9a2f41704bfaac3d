package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.VersionPair;
import io.kspec.lifecycle.crd.rule.VersionRule;
import java.util.List;

/// Status is part of ordinary writes again.
public final class StatusSubresourceRemoved implements VersionRule {
    public static final RuleCard CARD = RuleCard.of(
                    103,
                    "status-subresource-removed",
                    "subresources.status is gone",
                    "/status answers 404, writers of spec can overwrite status, and the generation counts status")
            .up(BREAK)
            .back(BREAK)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(VersionPair version) {
        return version.before().hasStatus() && !version.after().hasStatus()
                ? List.of(CARD.found(
                        version.where(),
                        "subresources.status",
                        "",
                        ("%s has no /status any more: the operator's reports get 404, and writers of spec "
                                        + "can overwrite status.")
                                .formatted(version.name())))
                : List.of();
    }
}
