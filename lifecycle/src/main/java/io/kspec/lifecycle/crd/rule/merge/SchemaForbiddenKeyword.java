package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.REJECT;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodeRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaNode;
import io.kspec.lifecycle.crd.schema.Keywords;
import java.util.ArrayList;
import java.util.List;

/// A keyword of JSON Schema that definitions may not use.
public final class SchemaForbiddenKeyword implements NodeRule {
    public static final RuleCard CARD = RuleCard.of(
                    114,
                    "schema-forbidden-keyword",
                    "$ref, definitions, dependencies, patternProperties, additionalItems, id, items per "
                            + "position, type null, properties beside additionalProperties",
                    "the API server refuses the definition")
            .up(REJECT)
            .back(REJECT);

    private static final List<String> FORBIDDEN =
            List.of("$ref", "additionalItems", "definitions", "dependencies", "id", "patternProperties");

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(SchemaNode node) {
        JsonNode schema = node.json();
        var words = new ArrayList<String>();
        FORBIDDEN.stream()
                .filter(keyword -> !Keywords.value(schema, keyword).isMissingNode())
                .forEach(words::add);
        if (schema.path("items").isArray()) {
            words.add("items per position");
        }
        if (schema.path("type").asText("").equals("null")) {
            words.add("type: null");
        }
        if (schema.path("additionalProperties").isBoolean()
                && !schema.path("additionalProperties").asBoolean()) {
            words.add("additionalProperties: false");
        } else if (!schema.path("additionalProperties").isMissingNode()
                && !schema.path("properties").isEmpty()) {
            words.add("additionalProperties beside properties");
        }
        return words.stream()
                .map(word -> CARD.found(
                        node.where(), "", word, "The API server refuses %s at %s.".formatted(word, node.name())))
                .toList();
    }
}
