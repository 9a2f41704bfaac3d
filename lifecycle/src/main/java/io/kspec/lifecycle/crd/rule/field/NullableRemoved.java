package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// A field may not be null any more.
public final class NullableRemoved implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    62,
                    "nullable-removed",
                    "nullable is switched off",
                    "a stored null is dropped, or replaced by the default")
            .up(LOSS)
            .back(OK)
            .evidence(USAGE);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("nullable");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return node.drops("nullable")
                ? List.of(node.found(
                        CARD,
                        "nullable",
                        "%s may not be null any more: a stored null is dropped, or becomes the default."
                                .formatted(node.name())))
                : List.of();
    }
}
