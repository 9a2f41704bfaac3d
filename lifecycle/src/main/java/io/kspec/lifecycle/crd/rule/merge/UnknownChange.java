package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.rule.Where;
import io.kspec.lifecycle.crd.schema.Json;
import io.kspec.lifecycle.crd.schema.Keywords;
import io.kspec.lifecycle.crd.schema.Place;
import io.kspec.lifecycle.crd.schema.SchemaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A difference that no other rule speaks of, named by keyword and place. Also a field that is declared where
/// undeclared content was kept: objects may hold something else there already.
public final class UnknownChange implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    125, "unknown-change", "any difference that no rule claimed", "it is not known to be harmless")
            .up(BREAK)
            .back(BREAK)
            .evidence(VALIDATION);

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
        if (!node.before("x-kubernetes-preserve-unknown-fields").asBoolean(false)) {
            return List.of();
        }
        var found = new ArrayList<Finding>();
        for (String name : node.addedProperties()) {
            found.add(declared(
                    node,
                    node.place().property(name),
                    node.after().path("properties").path(name)));
        }
        if (!Keywords.values(node.before()).isObject()
                && Keywords.values(node.after()).isObject()) {
            found.add(declared(node, node.place().values(), Keywords.values(node.after())));
        }
        boolean undeclared = Keywords.values(node.before()).isObject()
                && !Keywords.values(node.after()).isObject()
                && node.after("x-kubernetes-preserve-unknown-fields").asBoolean(false);
        if (undeclared) {
            found.add(of(node, "additionalProperties"));
        }
        return found;
    }

    private static Finding declared(NodePair node, Place place, JsonNode schema) {
        return CARD.found(
                node.where(place),
                "any",
                SchemaType.text(schema),
                ("%s is declared where undeclared content was kept: objects that hold something there are "
                                + "checked against it.")
                        .formatted(place.text()));
    }

    /// A keyword that no rule reads.
    public static Finding of(NodePair node, String keyword) {
        return node.found(
                CARD,
                keyword,
                ("%s of %s changed, and no rule knows what that does: treat it as breaking until stored "
                                + "objects prove otherwise.")
                        .formatted(keyword, node.name()));
    }

    /// A key outside of schemas that no rule reads.
    public static Finding of(Where where, JsonNode before, JsonNode after) {
        return CARD.found(
                where,
                Json.text(before),
                Json.text(after),
                "%s changed, and no rule knows what that does: treat it as breaking until somebody looked at it."
                        .formatted(where.path()));
    }
}
