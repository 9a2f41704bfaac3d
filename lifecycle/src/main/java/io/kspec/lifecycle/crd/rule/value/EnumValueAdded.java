package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.List;
import java.util.Set;

/// The list of allowed values is longer.
public final class EnumValueAdded implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    74,
                    "enum-value-added",
                    "an allowed value is new",
                    "readers that know all values fail on a new one, old replicas of the operator too")
            .up(WARN, BREAK)
            .back(BREAK)
            .evidence(USAGE, VALIDATION);

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
        List<JsonNode> more = EnumValueRemoved.beyond(node.after("enum"), node.before("enum"));
        return node.alters("enum") && !more.isEmpty()
                ? List.of(CARD.found(
                        node.where(),
                        "enum: " + Json.texts(node.before("enum")),
                        "enum: " + Json.texts(node.after("enum")),
                        ("%s takes %s as well: readers that know all values fail on it, and going back makes "
                                        + "it invalid.")
                                .formatted(node.name(), Json.texts(more))))
                : List.of();
    }
}
