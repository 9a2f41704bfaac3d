package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.INFO;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a field means is described otherwise.
public final class DescriptionChanged implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    109,
                    "description-changed",
                    "description, title, example or externalDocs",
                    "the meaning may have moved")
            .up(INFO)
            .back(INFO);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("description", "title", "example", "externalDocs");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return Stream.of("description", "example", "externalDocs", "title")
                .filter(node::differs)
                .map(keyword -> CARD.found(
                        node.where(),
                        Json.text(node.before(keyword)),
                        Json.text(node.after(keyword)),
                        "The %s of %s is worded otherwise.".formatted(keyword, node.name())))
                .toList();
    }
}
