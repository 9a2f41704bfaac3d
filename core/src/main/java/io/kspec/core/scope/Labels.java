package io.kspec.core.scope;

import io.kspec.core.spec.LabelExpression;
import io.kspec.core.spec.LabelSelector;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Whether labels satisfy a selector, as Kubernetes decides it.
public final class Labels {
    private Labels() {}

    /// An empty selector selects everything. An operator that is none selects nothing.
    public static boolean match(LabelSelector selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.matchLabels().entrySet())
                && selector.matchExpressions().stream().allMatch(expression -> holds(expression, labels));
    }

    /// A selector that holds where both of two hold.
    static LabelSelector both(LabelSelector one, LabelSelector other) {
        Stream<LabelExpression> exact = new TreeMap<>(other.matchLabels())
                .entrySet().stream().map(label -> new LabelExpression(label.getKey(), "In", List.of(label.getValue())));
        return new LabelSelector(
                one.matchLabels(),
                Stream.of(one.matchExpressions().stream(), exact, other.matchExpressions().stream())
                        .flatMap(expressions -> expressions)
                        .toList());
    }

    private static boolean holds(LabelExpression expression, Map<String, String> labels) {
        String key = Objects.requireNonNullElse(expression.key(), "");
        String value = labels.get(key);
        return switch (Objects.requireNonNullElse(expression.operator(), "")) {
            case "In" -> value != null && expression.values().contains(value);
            case "NotIn" -> value == null || !expression.values().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }
}
