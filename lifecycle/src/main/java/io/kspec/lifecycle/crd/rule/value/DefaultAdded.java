package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.List;
import java.util.Set;

/// A field that existed has a default.
public final class DefaultAdded implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    68,
                    "default-added",
                    "a default where there was none",
                    "objects that leave the field out behave otherwise without a write")
            .up(WARN)
            .back(WARN)
            .evidence(USAGE);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("default");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return node.adds("default")
                ? List.of(node.found(
                        CARD,
                        "default",
                        "%s has the default %s now: objects that leave it out change without a write."
                                .formatted(node.name(), Json.text(node.after("default")))))
                : List.of();
    }
}
