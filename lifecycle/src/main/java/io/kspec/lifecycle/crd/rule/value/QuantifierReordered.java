package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.OK;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Branches;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The same branches stand in another order.
public final class QuantifierReordered implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    87,
                    "quantifier-reordered",
                    "the same branches in another order",
                    "nothing, but that errors name other indices")
            .up(OK)
            .back(OK);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("allOf", "anyOf", "oneOf");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return Stream.of("allOf", "anyOf", "oneOf")
                .filter(node::differs)
                .filter(quantifier -> reordered(node.before(quantifier), node.after(quantifier)))
                .map(quantifier -> CARD.found(
                        node.where(),
                        quantifier,
                        quantifier,
                        "The branches of %s at %s stand in another order, which changes nothing."
                                .formatted(quantifier, node.name())))
                .toList();
    }

    private static boolean reordered(JsonNode before, JsonNode after) {
        return Branches.between(before, after).same()
                && !Branches.judging(before).equals(Branches.judging(after));
    }
}
