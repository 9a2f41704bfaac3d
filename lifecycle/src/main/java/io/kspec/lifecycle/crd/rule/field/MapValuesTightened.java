package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// The schema of a map's values changed. It finds nothing by itself: values are compared as fields are, and the
/// findings are those of the other rules, at a path that ends with `{}`.
public final class MapValuesTightened implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    50,
                    "map-values-tightened",
                    "any other rule below additionalProperties",
                    "as that rule, for the value of every key")
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of();
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return List.of();
    }
}
