package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// A field need not be set any more.
public final class RequiredRemoved implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    67, "required-removed", "a name is required no longer", "readers that assume the field fail")
            .up(WARN)
            .back(BREAK)
            .evidence(USAGE);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("required");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return Requirement.removed(node).stream()
                .map(name -> CARD.found(
                        node.property(name),
                        "required " + Requirement.type(node.before(), name),
                        "optional " + Requirement.type(node.after(), name),
                        ("The field %s is optional now: readers that assume it fail, and objects without it "
                                        + "cannot be edited after going back.")
                                .formatted(node.property(name).path())))
                .toList();
    }
}
