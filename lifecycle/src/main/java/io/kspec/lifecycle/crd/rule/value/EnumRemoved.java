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

/// Any value is taken.
public final class EnumRemoved implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    75, "enum-removed", "the list of allowed values is gone", "readers meet any value")
            .up(WARN)
            .back(BREAK)
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("enum");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return node.drops("enum")
                ? List.of(CARD.found(
                        node.where(),
                        "enum: " + Json.texts(node.before("enum")),
                        "",
                        "%s takes any value, not only %s: readers that know all values fail."
                                .formatted(node.name(), Json.texts(node.before("enum")))))
                : List.of();
    }
}
