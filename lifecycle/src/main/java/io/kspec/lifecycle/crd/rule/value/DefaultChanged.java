package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.List;
import java.util.Set;

/// A default is another value.
public final class DefaultChanged implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    69,
                    "default-changed",
                    "another default",
                    "objects that leave the field out flip, those that were written keep the old value: two "
                            + "populations")
            .up(BREAK)
            .back(BREAK)
            .evidence(USAGE);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("default");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return node.alters("default")
                ? List.of(node.found(
                        CARD,
                        "default",
                        ("The default of %s changed from %s to %s: objects that were never written since "
                                        + "flip, the others keep the old value.")
                                .formatted(
                                        node.name(),
                                        Json.text(node.before("default")),
                                        Json.text(node.after("default")))))
                : List.of();
    }
}
