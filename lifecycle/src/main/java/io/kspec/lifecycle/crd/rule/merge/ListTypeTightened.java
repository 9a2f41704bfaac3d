package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// A list became a set or a map, or the one became the other.
public final class ListTypeTightened implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    98,
                    "list-type-tightened",
                    "atomic became set or map",
                    "duplicates are invalid; appliers lose the list as a whole, and leftovers stay merged in")
            .up(BREAK)
            .back(WARN)
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("x-kubernetes-list-type", "x-kubernetes-list-map-keys");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        JsonNode before = node.before(ListKind.TYPE);
        JsonNode after = node.after(ListKind.TYPE);
        return ListKind.of(before).equals(ListKind.of(after)) || ListKind.isAtomic(after)
                ? List.of()
                : List.of(CARD.found(
                        node.where(),
                        ListKind.of(before),
                        ListKind.of(after),
                        "The list %s became a %s: duplicates are invalid, and what several appliers wrote is merged."
                                .formatted(node.name(), ListKind.of(after))));
    }
}
