package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.List;
import java.util.Set;

/// A default is gone from a field that need not be set.
public final class DefaultRemoved implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    70,
                    "default-removed",
                    "the default of an optional field is gone",
                    "objects that leave the field out lose its value when they are read")
            .up(BREAK)
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
        return node.drops("default") && !required(node)
                ? List.of(node.found(
                        CARD,
                        "default",
                        "The default %s of %s is gone: objects that leave the field out lose it when they are read."
                                .formatted(Json.text(node.before("default")), node.name())))
                : List.of();
    }

    /// Whether the new schema requires the field.
    static boolean required(NodePair node) {
        for (JsonNode name :
                node.above().map(parent -> parent.after("required")).orElse(MissingNode.getInstance())) {
            if (name.asText("").equals(node.place().name())) {
                return true;
            }
        }
        return false;
    }
}
