package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// A field may be null.
public final class NullableAdded implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    61, "nullable-added", "nullable is switched on", "readers meet null; going back drops it")
            .up(WARN)
            .back(LOSS)
            .evidence(USAGE);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("nullable");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return node.adds("nullable")
                ? List.of(node.found(
                        CARD,
                        "nullable",
                        "%s may be null: readers meet null where a value was.".formatted(node.name())))
                : List.of();
    }
}
