package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Keywords;
import io.kspec.lifecycle.crd.schema.Place;
import io.kspec.lifecycle.crd.schema.SchemaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Something is required below a property that is itself new and optional.
public final class FieldAddedRequiredInNewParent implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    44,
                    "field-added-required-in-new-parent",
                    "a field is required below a new optional parent",
                    "nothing is stored there yet")
            .up(OK)
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
        var found = new ArrayList<Finding>();
        for (String name : AddedField.in(node)) {
            below(node, node.place().property(name), AddedField.schema(node, name), found);
        }
        return found;
    }

    private static void below(NodePair node, Place place, JsonNode schema, List<Finding> found) {
        for (JsonNode required : schema.path("required")) {
            Place field = place.property(required.asText(""));
            found.add(CARD.found(
                    node.where(field),
                    "",
                    "required " + SchemaType.text(schema.path("properties").path(field.name())),
                    ("The field %s is required below a parent that is new itself: no object holds it yet, "
                                    + "and going back prunes it.")
                            .formatted(field.text())));
        }
        schema.path("properties")
                .properties()
                .forEach(field -> below(node, place.property(field.getKey()), field.getValue(), found));
        if (Keywords.items(schema).isObject()) {
            below(node, place.items(), Keywords.items(schema), found);
        }
        if (Keywords.values(schema).isObject()) {
            below(node, place.values(), Keywords.values(schema), found);
        }
    }
}
