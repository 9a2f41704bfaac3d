package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.List;
import java.util.Set;

/// A text need not match a pattern any more.
public final class PatternRemoved implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    77, "pattern-removed", "a pattern is gone", "readers meet other values")
            .up(WARN)
            .back(BREAK)
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("pattern");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return node.drops("pattern")
                ? List.of(node.found(
                        CARD,
                        "pattern",
                        "%s need not match %s any more: readers meet other values."
                                .formatted(node.name(), Json.text(node.before("pattern")))))
                : List.of();
    }
}
