package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// A field must be set now, and a default sets it before anything is validated.
public final class RequiredAddedWithDefault implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    66,
                    "required-added-with-default",
                    "the same, with a default of its own or of the parent",
                    "the default is filled in before validation")
            .up(WARN)
            .back(WARN)
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
        return Requirement.added(node, true).stream()
                .map(name -> CARD.found(
                        node.property(name),
                        node.hadProperty(name) ? "optional " + Requirement.type(node.before(), name) : "",
                        "required " + Requirement.type(node.after(), name),
                        "The field %s is required now; its default is filled in before objects are validated."
                                .formatted(node.property(name).path())))
                .toList();
    }
}
