package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// A field that existed must be set now, or a new field must be set in a parent that existed.
public final class RequiredAdded implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    65,
                    "required-added",
                    "a name is newly required where the parent existed",
                    "every edit of the parent is refused, and so are new objects of old clients")
            .up(BREAK)
            .back(OK)
            .evidence(VALIDATION);

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
        return Requirement.added(node, false).stream()
                .map(name -> CARD.found(
                        node.property(name),
                        node.hadProperty(name) ? "optional " + Requirement.type(node.before(), name) : "",
                        "required " + Requirement.type(node.after(), name),
                        (node.hadProperty(name)
                                        ? "The field %s became required: objects without it are refused at "
                                                + "their next edit, and old clients do not set it."
                                        : "A required field was added, %s: no stored object has it, so "
                                                + "every edit beside it is refused, and old clients do not set it.")
                                .formatted(node.property(name).path())))
                .toList();
    }
}
