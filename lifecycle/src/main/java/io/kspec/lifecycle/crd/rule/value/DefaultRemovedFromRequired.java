package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.List;
import java.util.Set;

/// A default is gone from a field that must be set.
public final class DefaultRemovedFromRequired implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    71,
                    "default-removed-from-required",
                    "the default of a required field is gone",
                    "clients that left the field out are refused")
            .up(BREAK)
            .back(OK)
            .evidence(VALIDATION);

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
        return node.drops("default") && DefaultRemoved.required(node)
                ? List.of(node.found(
                        CARD,
                        "default",
                        "The default %s of the required field %s is gone: clients that left it out are refused."
                                .formatted(Json.text(node.before("default")), node.name())))
                : List.of();
    }
}
