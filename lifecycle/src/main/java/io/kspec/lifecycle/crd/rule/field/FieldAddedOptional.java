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

/// A property is new, or a bare object became a map, and nobody must set it.
public final class FieldAddedOptional implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    43,
                    "field-added-optional",
                    "a new optional property",
                    "old readers do not know it; going back prunes it")
            .up(OK)
            .back(LOSS)
            .evidence(USAGE);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("properties", "additionalProperties");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        var found = new ArrayList<Finding>();
        for (String name : AddedField.in(node)) {
            JsonNode schema = AddedField.schema(node, name);
            if (!AddedField.required(node.after(), name) && !AddedField.hasDefault(schema)) {
                found.add(added(node, node.place().property(name), schema));
            }
        }
        if (becomesMap(node)) {
            found.add(added(node, node.place().values(), Keywords.values(node.after())));
        }
        return found;
    }

    private static Finding added(NodePair node, Place place, JsonNode schema) {
        return CARD.found(
                node.where(place),
                "",
                SchemaType.text(schema),
                "The optional field %s is new: nothing breaks, and going back prunes it.".formatted(place.text()));
    }

    private static boolean becomesMap(NodePair node) {
        return node.differs("additionalProperties")
                && Keywords.values(node.after()).isObject()
                && node.removedProperties().isEmpty()
                && !AddedField.keptUnknown(node);
    }
}
