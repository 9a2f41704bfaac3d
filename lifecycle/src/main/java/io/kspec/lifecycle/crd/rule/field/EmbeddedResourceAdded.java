package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import java.util.List;
import java.util.Set;

/// A field must hold a whole Kubernetes object.
public final class EmbeddedResourceAdded implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    54,
                    "embedded-resource-added",
                    "x-kubernetes-embedded-resource is new",
                    "apiVersion, kind and metadata are checked, and metadata never ratchets")
            .up(BREAK)
            .back(WARN)
            .evidence(VALIDATION);

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
        return node.adds("x-kubernetes-embedded-resource")
                ? List.of(node.found(
                        CARD,
                        "x-kubernetes-embedded-resource",
                        ("%s must hold a whole object now: apiVersion, kind and metadata are checked, of "
                                        + "stored objects too.")
                                .formatted(node.name())))
                : List.of();
    }
}
