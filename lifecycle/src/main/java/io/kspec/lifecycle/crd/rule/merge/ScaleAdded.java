package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.Severity.WARN;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.VersionPair;
import io.kspec.lifecycle.crd.rule.VersionRule;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.List;

/// Objects can be scaled.
public final class ScaleAdded implements VersionRule {
    public static final RuleCard CARD = RuleCard.of(
                    105, "scale-added", "subresources.scale is new", "a new request, whose paths must resolve")
            .up(OK)
            .back(WARN);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(VersionPair version) {
        return version.before().scale().isEmpty() && version.after().scale().isPresent()
                ? List.of(CARD.found(
                        version.where(),
                        "",
                        Json.text(version.after().scale().get()),
                        "%s has /scale now; autoscalers that use it fail after going back.".formatted(version.name())))
                : List.of();
    }
}
