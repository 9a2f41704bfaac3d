package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Json;
import io.kspec.lifecycle.crd.schema.SchemaType;
import java.util.List;
import java.util.Set;

/// A property is new and has a default: every object shows it from the next read on.
public final class FieldAddedWithDefault implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    45,
                    "field-added-with-default",
                    "a new property with a default",
                    "it appears in every object that is read, without a write; going back prunes it")
            .up(WARN)
            .back(LOSS)
            .evidence(USAGE);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("properties");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return AddedField.in(node).stream()
                .filter(name -> AddedField.hasDefault(AddedField.schema(node, name)))
                .map(name -> {
                    JsonNode schema = AddedField.schema(node, name);
                    return CARD.found(
                            node.property(name),
                            "",
                            "%s, default: %s".formatted(SchemaType.text(schema), Json.text(schema.path("default"))),
                            "The field %s is new and has the default %s: every object shows it at its next read."
                                    .formatted(node.property(name).path(), Json.text(schema.path("default"))));
                })
                .toList();
    }
}
