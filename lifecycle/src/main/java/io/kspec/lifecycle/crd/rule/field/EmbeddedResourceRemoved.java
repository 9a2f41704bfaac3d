package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.LOSS;
import static io.kspec.lifecycle.crd.rule.Evidence.USAGE;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// A field is no Kubernetes object any more.
public final class EmbeddedResourceRemoved implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    55,
                    "embedded-resource-removed",
                    "x-kubernetes-embedded-resource is gone",
                    "apiVersion, kind and metadata are pruned unless they are declared")
            .up(LOSS)
            .back(BREAK)
            .evidence(USAGE);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("x-kubernetes-embedded-resource");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        return node.drops("x-kubernetes-embedded-resource")
                ? List.of(node.found(
                        CARD,
                        "x-kubernetes-embedded-resource",
                        ("%s is an object of Kubernetes no more: its apiVersion, kind and metadata are "
                                        + "pruned unless they are declared.")
                                .formatted(node.name())))
                : List.of();
    }
}
