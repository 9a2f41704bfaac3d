package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.INFO;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A property is gone from the branches of a quantifier and was never declared outside of them. Branches declare no
/// fields, so nothing is pruned.
public final class FieldRemovedInBranch implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    41,
                    "field-removed-in-branch",
                    "a property is gone from the branches of a quantifier only",
                    "nothing is pruned: branches never declare fields")
            .up(INFO)
            .back(INFO)
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("allOf", "anyOf", "oneOf", "not");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        var gone = new TreeSet<String>(named(node.before()));
        gone.removeAll(named(node.after()));
        return gone.stream()
                .filter(name -> !node.hadProperty(name))
                .map(name -> CARD.found(
                        node.property(name),
                        "in a branch",
                        "",
                        ("The branches of %s do not speak of %s any more; fields are declared outside of "
                                        + "them, so nothing is pruned.")
                                .formatted(text(node), name)))
                .toList();
    }

    private static Set<String> named(JsonNode schema) {
        var names = new TreeSet<String>();
        for (String quantifier : List.of("allOf", "anyOf", "oneOf")) {
            schema.path(quantifier)
                    .forEach(branch -> branch.path("properties").fieldNames().forEachRemaining(names::add));
        }
        schema.path("not").path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String text(NodePair node) {
        return node.place().isRoot() ? "the root" : node.place().text();
    }
}
