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

/// A node does not keep what it does not declare any more.
public final class UnknownFieldsPruned implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    51,
                    "unknown-fields-pruned",
                    "x-kubernetes-preserve-unknown-fields is gone",
                    "content that is not declared vanishes at the next read")
            .up(LOSS)
            .back(OK)
            .evidence(USAGE);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("x-kubernetes-preserve-unknown-fields");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return node.drops("x-kubernetes-preserve-unknown-fields")
                ? List.of(node.found(
                        CARD,
                        "x-kubernetes-preserve-unknown-fields",
                        "Fields of %s that are not declared are not kept any more: they vanish when objects are read."
                                .formatted(node.name())))
                : List.of();
    }
}
