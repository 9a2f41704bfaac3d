package io.kspec.core.rule.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// A label selector of an object, asked as the API server asks it.
final class LabelMatch {
    private LabelMatch() {}

    /// An empty selector chooses everything, one with an operator that does not exist nothing.
    static boolean matches(JsonNode selector, JsonNode labels) {
        for (Map.Entry<String, JsonNode> label : selector.path("matchLabels").properties()) {
            if (!labels.path(label.getKey()).asText("").equals(label.getValue().asText(""))) {
                return false;
            }
        }
        for (JsonNode expression : selector.path("matchExpressions")) {
            if (!holds(expression, labels.path(expression.path("key").asText("")))) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(JsonNode expression, JsonNode value) {
        return switch (expression.path("operator").asText("")) {
            case "In" -> isAmong(expression, value);
            case "NotIn" -> !isAmong(expression, value);
            case "Exists" -> !value.isMissingNode();
            case "DoesNotExist" -> value.isMissingNode();
            default -> false;
        };
    }

    private static boolean isAmong(JsonNode expression, JsonNode value) {
        for (JsonNode one : expression.path("values")) {
            if (!value.isMissingNode() && one.asText("").equals(value.asText(""))) {
                return true;
            }
        }
        return false;
    }
}
