package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.VersionPair;
import io.kspec.lifecycle.crd.rule.VersionRule;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Objects cannot be scaled any more, or another field is.
public final class ScaleChanged implements VersionRule {
    public static final RuleCard REMOVED = RuleCard.of(
                    104, "scale-removed", "subresources.scale is gone", "autoscalers fail")
            .up(BREAK)
            .back(BREAK)
            .evidence(LOOK_UP);

    public static final RuleCard CHANGED = RuleCard.of(
                    104,
                    "scale-path-changed",
                    "a path of subresources.scale",
                    "autoscalers scale or read another field")
            .up(BREAK)
            .back(BREAK)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(REMOVED, CHANGED);
    }

    @Override
    public List<Finding> judge(VersionPair version) {
        Optional<JsonNode> before = version.before().scale();
        Optional<JsonNode> after = version.after().scale();
        if (before.isEmpty()) {
            return List.of();
        }
        if (after.isEmpty()) {
            return List.of(REMOVED.found(
                    version.where(),
                    Json.text(before.get()),
                    "",
                    "%s has no /scale any more: autoscalers fail.".formatted(version.name())));
        }
        return Stream.of("specReplicasPath", "statusReplicasPath", "labelSelectorPath")
                .filter(path -> !Json.same(before.get().path(path), after.get().path(path)))
                .map(path -> CHANGED.found(
                        version.where(),
                        NodePair.told(path, before.get().path(path)),
                        NodePair.told(path, after.get().path(path)),
                        "%s of %s changed: autoscalers scale or read another field.".formatted(path, version.name())))
                .toList();
    }
}
