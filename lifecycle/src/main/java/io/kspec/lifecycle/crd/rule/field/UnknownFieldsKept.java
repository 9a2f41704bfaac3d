package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// A node keeps what it does not declare.
public final class UnknownFieldsKept implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    52,
                    "unknown-fields-kept",
                    "x-kubernetes-preserve-unknown-fields is new",
                    "readers may meet anything; going back prunes it")
            .up(WARN)
            .back(LOSS)
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
        return node.adds("x-kubernetes-preserve-unknown-fields")
                ? List.of(node.found(
                        CARD,
                        "x-kubernetes-preserve-unknown-fields",
                        ("Fields of %s that are not declared are kept: readers may meet anything, and going "
                                        + "back prunes it.")
                                .formatted(node.name())))
                : List.of();
    }
}
