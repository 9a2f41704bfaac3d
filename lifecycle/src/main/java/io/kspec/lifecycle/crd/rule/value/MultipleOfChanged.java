package io.kspec.lifecycle.crd.rule.value;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.WARN;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.List;
import java.util.Set;

/// A number must be a multiple of another number. Where that is gone, or divides the old one, a bound is relaxed.
public final class MultipleOfChanged implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    81,
                    "multiple-of-changed",
                    "multipleOf is new or not a divisor of the old",
                    "objects and writers with other values are refused")
            .up(BREAK)
            .back(WARN)
            .evidence(VALIDATION);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("multipleOf");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        if (!node.differs("multipleOf")) {
            return List.of();
        }
        return List.of(
                relaxed(node.before("multipleOf"), node.after("multipleOf"))
                        ? node.found(
                                BoundRelaxed.CARD,
                                "multipleOf",
                                "%s need not be a multiple of %s any more."
                                        .formatted(node.name(), Json.text(node.before("multipleOf"))))
                        : node.found(
                                CARD,
                                "multipleOf",
                                "%s must be a multiple of %s now: objects and writers with other values are refused."
                                        .formatted(node.name(), Json.text(node.after("multipleOf")))));
    }

    private static boolean relaxed(JsonNode before, JsonNode after) {
        if (after.isMissingNode()) {
            return true;
        }
        return before.isNumber()
                && after.isNumber()
                && after.decimalValue().signum() > 0
                && before.decimalValue().remainder(after.decimalValue()).signum() == 0;
    }
}
