package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// A set or a map became a list that is owned as a whole.
public final class ListTypeLoosened implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    99,
                    "list-type-loosened",
                    "set or map became atomic",
                    "who applies it owns the whole list: a forced apply drops the entries of others")
            .up(BREAK)
            .back(BREAK)
            .evidence(USAGE);

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
        return !ListKind.isAtomic(before) && ListKind.isAtomic(after)
                ? List.of(CARD.found(
                        node.where(),
                        ListKind.of(before),
                        ListKind.of(after),
                        ("The list %s is no %s any more and owned as a whole: a forced apply drops the "
                                        + "entries of others.")
                                .formatted(node.name(), ListKind.of(before))))
                : List.of();
    }
}
