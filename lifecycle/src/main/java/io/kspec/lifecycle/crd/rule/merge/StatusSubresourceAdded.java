package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.VersionPair;
import io.kspec.lifecycle.crd.rule.VersionRule;
import java.util.List;

/// Status is a request of its own now.
public final class StatusSubresourceAdded implements VersionRule {
    public static final RuleCard CARD = RuleCard.of(
                    102,
                    "status-subresource-added",
                    "subresources.status is new",
                    "status in ordinary writes is ignored in silence: an old operator reports nothing more, "
                            + "and needs the right to /status")
            .up(BREAK)
            .back(BREAK)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(VersionPair version) {
        return !version.before().hasStatus() && version.after().hasStatus()
                ? List.of(CARD.found(
                        version.where(),
                        "",
                        "subresources.status",
                        ("%s has /status now: status in ordinary writes is ignored, so an operator that does "
                                        + "not know it reports nothing more.")
                                .formatted(version.name())))
                : List.of();
    }
}
