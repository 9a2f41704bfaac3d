package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.OK;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.schema.Branches;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Judges the branches of a quantifier as a set.
final class Quantifier {
    private Quantifier() {}

    /// One finding when the set of branches differs.
    static List<Finding> judge(
            RuleCard card,
            NodePair node,
            String quantifier,
            Predicate<Branches> tightens,
            Predicate<Branches> loosens) {
        if (!node.differs(quantifier)) {
            return List.of();
        }
        Branches branches = Branches.between(node.before(quantifier), node.after(quantifier));
        if (branches.same()) {
            return List.of();
        }
        return List.of(card.found(
                node.where(),
                told(quantifier, branches.removed()),
                told(quantifier, branches.added()),
                "The branches of %s at %s changed: %s. They are judged for the whole of it at every edit."
                        .formatted(quantifier, node.name(), counted(branches)),
                tightens.test(branches) ? BREAK : OK,
                loosens.test(branches) ? BREAK : OK));
    }

    private static String told(String quantifier, List<JsonNode> branches) {
        return branches.isEmpty() ? "" : quantifier + ": " + Json.texts(branches);
    }

    private static String counted(Branches branches) {
        return Stream.of(
                        branches.removed().isEmpty() ? "" : branches.removed().size() + " gone",
                        branches.added().isEmpty() ? "" : branches.added().size() + " new")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
