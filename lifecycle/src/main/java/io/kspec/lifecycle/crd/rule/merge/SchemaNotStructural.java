package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.REJECT;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodeRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaNode;
import io.kspec.lifecycle.crd.schema.Keywords;
import io.kspec.lifecycle.crd.schema.SchemaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A schema that does not tell the type of every value, or tells things where only judging is allowed.
public final class SchemaNotStructural implements NodeRule {
    public static final RuleCard CARD = RuleCard.of(
                    113,
                    "schema-not-structural",
                    "a missing type, metadata that is declared beyond names, declarations inside quantifiers",
                    "the API server refuses the definition")
            .up(REJECT)
            .back(REJECT);

    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");

    private static final Set<String> ONLY_OUTSIDE = Set.of(
            "description",
            "default",
            "nullable",
            "title",
            "additionalProperties",
            "type",
            "x-kubernetes-embedded-resource",
            "x-kubernetes-preserve-unknown-fields",
            "x-kubernetes-list-type",
            "x-kubernetes-list-map-keys",
            "x-kubernetes-map-type",
            "x-kubernetes-validations");

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(SchemaNode node) {
        var found = new ArrayList<Finding>();
        typeProblem(node).ifPresent(problem -> found.add(found(node, problem)));
        if (node.place().isTopLevel("metadata")) {
            node.json().path("properties").fieldNames().forEachRemaining(name -> {
                if (!Set.of("name", "generateName").contains(name)) {
                    found.add(found(node, "metadata may restrict name and generateName only, not " + name));
                }
            });
        }
        for (String quantifier : LISTS) {
            node.json().path(quantifier).forEach(branch -> inBranch(node, quantifier, branch, node.json(), found));
        }
        inBranch(node, "not", node.json().path("not"), node.json(), found);
        return found;
    }

    private static Finding found(SchemaNode node, String problem) {
        return CARD.found(
                node.where(), "", "", "The schema of %s is not structural: %s.".formatted(node.name(), problem));
    }

    private static Optional<String> typeProblem(SchemaNode node) {
        String type = SchemaType.of(node.json());
        if (node.place().isRoot()) {
            return type.equals("object") ? Optional.empty() : Optional.of("the root must be of type object");
        }
        if (type.equals("array")
                && Keywords.items(node.json()).isMissingNode()
                && !node.json().path("items").isArray()) {
            return Optional.of("a list must say what its items are");
        }
        boolean anything =
                node.json().path("x-kubernetes-preserve-unknown-fields").asBoolean(false);
        return type.isEmpty() && !anything ? Optional.of("it has no type") : Optional.empty();
    }

    /// A branch judges and declares nothing. `outside` is what is declared for the same place: the two types of an
    /// int-or-string may be spelled out.
    private static void inBranch(
            SchemaNode node, String quantifier, JsonNode branch, JsonNode outside, List<Finding> found) {
        if (!branch.isObject()) {
            return;
        }
        boolean intOrString = SchemaType.of(outside).equals(SchemaType.INT_OR_STRING);
        branch.properties().forEach(field -> {
            String keyword = field.getKey();
            if (ONLY_OUTSIDE.contains(keyword) && !(intOrString && keyword.equals("type"))) {
                found.add(found(node, "%s may not stand inside %s".formatted(keyword, quantifier)));
            }
        });
        branch.path("properties")
                .properties()
                .forEach(field -> inBranch(
                        node,
                        quantifier,
                        field.getValue(),
                        outside.path("properties").path(field.getKey()),
                        found));
        inBranch(node, quantifier, branch.path("items"), Keywords.items(outside), found);
        inBranch(node, quantifier, branch.path("not"), outside, found);
        for (String nested : LISTS) {
            branch.path(nested).forEach(deeper -> inBranch(node, quantifier, deeper, outside, found));
        }
    }
}
