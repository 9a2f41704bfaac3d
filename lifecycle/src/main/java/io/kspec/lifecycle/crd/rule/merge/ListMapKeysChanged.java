package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.List;
import java.util.Set;

/// The entries of a list are told apart by other fields.
public final class ListMapKeysChanged implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    100,
                    "list-map-keys-changed",
                    "x-kubernetes-list-map-keys of a map",
                    "entries are identified anew: duplicates, lost shares of ownership")
            .up(BREAK)
            .back(BREAK)
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
        boolean maps = ListKind.of(node.before(ListKind.TYPE)).equals("map")
                && ListKind.of(node.after(ListKind.TYPE)).equals("map");
        String before = Json.texts(node.before(ListKind.KEYS));
        String after = Json.texts(node.after(ListKind.KEYS));
        return maps && !before.equals(after)
                ? List.of(CARD.found(
                        node.where(),
                        before,
                        after,
                        ("The entries of %s are told apart by %s instead of %s: entries that were different "
                                        + "can be duplicates.")
                                .formatted(
                                        node.name(),
                                        after.isEmpty() ? "nothing" : after,
                                        before.isEmpty() ? "nothing" : before)))
                : List.of();
    }
}
