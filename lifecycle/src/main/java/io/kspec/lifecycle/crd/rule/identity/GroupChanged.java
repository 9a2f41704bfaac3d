package io.kspec.lifecycle.crd.rule.identity;

import static io.kspec.lifecycle.crd.Severity.REJECT;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// The group is another one: to the API server that is another definition.
public final class GroupChanged implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    1, "group-changed", "spec.group", "a different API; the objects stay behind in the old one")
            .up(REJECT)
            .back(REJECT);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) -> before.group().equals(after.group())
                ? List.of()
                : List.of(CARD.found(
                        Where.definition("spec.group"),
                        before.group(),
                        after.group(),
                        ("The group changed from %s to %s: that is a different API, and the objects stay "
                                        + "behind in the old one.")
                                .formatted(before.group(), after.group()))));
    }
}
