package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A listed value is gone from the list.
public final class EnumValueRemoved implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    73,
                    "enum-value-removed",
                    "an allowed value is gone",
                    "objects that hold it are refused at their next edit, writers fail")
            .up(BREAK)
            .back(WARN)
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
        List<JsonNode> gone = beyond(node.before("enum"), node.after("enum"));
        return node.alters("enum") && !gone.isEmpty()
                ? List.of(CARD.found(
                        node.where(),
                        "enum: " + Json.texts(node.before("enum")),
                        "enum: " + Json.texts(node.after("enum")),
                        "%s does not take %s any more: objects that hold it are refused at their next edit."
                                .formatted(node.name(), Json.texts(gone))))
                : List.of();
    }

    /// The values of the one list that the other does not have.
    static List<JsonNode> beyond(JsonNode one, JsonNode other) {
        var values = new ArrayList<JsonNode>();
        var known = new HashSet<JsonNode>();
        other.forEach(value -> known.add(Json.canonical(value)));
        one.forEach(value -> {
            if (!known.contains(Json.canonical(value))) {
                values.add(value);
            }
        });
        return values;
    }
}
