package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.REJECT;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodeRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaNode;
import io.kspec.lifecycle.crd.schema.DefaultCheck;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.List;

/// A default that its own schema refuses or prunes. What only the API server can tell, as whether a text matches a
/// pattern, is left to it.
public final class DefaultInvalid implements NodeRule {
    public static final RuleCard CARD = RuleCard.of(
                    116,
                    "default-invalid",
                    "a default that fails its schema, or is itself pruned",
                    "the API server refuses the definition")
            .up(REJECT)
            .back(REJECT);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(SchemaNode node) {
        return node.json().hasNonNull("default")
                ? DefaultCheck.problem(node.json().path("default"), node.json())
                        .map(problem -> List.of(CARD.found(
                                node.where(),
                                "",
                                "default: " + Json.text(node.json().path("default")),
                                "The default %s of %s is invalid: %s."
                                        .formatted(Json.text(node.json().path("default")), node.name(), problem))))
                        .orElse(List.of())
                : List.of();
    }
}
