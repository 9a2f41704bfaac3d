package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.List;
import java.util.Set;

/// A text must match a pattern, or another one. Whether one pattern takes less than another is not attempted.
public final class PatternChanged implements SchemaRule {
    public static final RuleCard ADDED = RuleCard.of(
                    76, "pattern-added", "a pattern is new", "objects and writers with other values are refused")
            .up(BREAK)
            .back(BREAK)
            .evidence(VALIDATION);

    public static final RuleCard CHANGED = RuleCard.of(
                    76, "pattern-changed", "another pattern", "it cannot be told which values are refused now")
            .up(BREAK)
            .back(BREAK)
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(ADDED, CHANGED);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("pattern");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        if (node.adds("pattern")) {
            return List.of(node.found(
                    ADDED,
                    "pattern",
                    "%s must match %s now.".formatted(node.name(), Json.text(node.after("pattern")))));
        }
        return node.alters("pattern")
                ? List.of(node.found(
                        CHANGED,
                        "pattern",
                        "The pattern of %s changed from %s to %s: values that matched may match no more."
                                .formatted(
                                        node.name(),
                                        Json.text(node.before("pattern")),
                                        Json.text(node.after("pattern")))))
                : List.of();
    }
}
