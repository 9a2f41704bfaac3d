package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.REJECT;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodeRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaNode;
import io.kspec.lifecycle.crd.rule.Where;
import io.kspec.lifecycle.crd.schema.Keywords;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;

/// Entries of a list are told apart by a field that they may lack.
public final class ListMapKeyOptional implements NodeRule {
    public static final RuleCard CARD = RuleCard.of(
                    117,
                    "list-map-key-optional",
                    "a key of a map list that is neither required nor defaulted",
                    "the API server refuses the definition")
            .up(REJECT)
            .back(REJECT);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(SchemaNode node) {
        if (!node.json().path(ListKind.TYPE).asText("").equals("map")) {
            return List.of();
        }
        JsonNode items = Keywords.items(node.json());
        var required = new HashSet<String>();
        items.path("required").forEach(name -> required.add(name.asText("")));
        return StreamSupport.stream(node.json().path(ListKind.KEYS).spliterator(), false)
                .map(key -> key.asText(""))
                .filter(key -> !required.contains(key)
                        && !items.path("properties").path(key).hasNonNull("default"))
                .map(key -> CARD.found(
                        new Where(
                                node.version(),
                                node.place().items().property(key).text()),
                        "",
                        key,
                        "The entries of %s are told apart by %s, which is neither required nor defaulted."
                                .formatted(node.name(), key)))
                .toList();
    }
}
