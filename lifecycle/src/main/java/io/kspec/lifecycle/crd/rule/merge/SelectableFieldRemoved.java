package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.VersionPair;
import io.kspec.lifecycle.crd.rule.VersionRule;
import java.util.List;
import java.util.TreeSet;

/// Objects cannot be selected by a field any more.
public final class SelectableFieldRemoved implements VersionRule {
    public static final RuleCard CARD = RuleCard.of(
                    106,
                    "selectable-field-removed",
                    "an entry of selectableFields is gone",
                    "selectors answer 400, and informers that use them stop")
            .up(BREAK)
            .back(OK)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(VersionPair version) {
        var gone = new TreeSet<String>(Selectable.paths(version.before()));
        gone.removeAll(Selectable.paths(version.after()));
        return gone.stream()
                .map(path -> CARD.found(
                        Selectable.where(version, path),
                        path,
                        "",
                        "Objects cannot be selected by %s any more: such requests answer 400.".formatted(path)))
                .toList();
    }
}
