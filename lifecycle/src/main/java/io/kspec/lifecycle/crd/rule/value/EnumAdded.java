package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.List;
import java.util.Set;

/// Only listed values are taken.
public final class EnumAdded implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    72,
                    "enum-added",
                    "a list of allowed values is new",
                    "objects and writers with other values are refused")
            .up(BREAK)
            .back(OK)
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
        return node.adds("enum")
                ? List.of(CARD.found(
                        node.where(),
                        "",
                        "enum: " + Json.texts(node.after("enum")),
                        "%s takes only %s now: objects and writers with other values are refused."
                                .formatted(node.name(), Json.texts(node.after("enum")))))
                : List.of();
    }
}
