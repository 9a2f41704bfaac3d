package io.kspec.server.operator;

import io.kspec.core.scope.Labels;
import io.kspec.core.spec.LabelExpression;
import io.kspec.core.spec.LabelSelector;
import io.kspec.lifecycle.strategy.Environment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The clusters that an operator is bound to: those that meet all of it. Why it is judged where it is:
/// `docs/decisions/0046`.
///
/// @param environments one of these; empty is any
/// @param selector what the labels of a cluster must satisfy; empty is satisfied by every cluster
public record ClusterAffinity(List<Environment> environments, LabelSelector selector) {
    /// An operator that is bound to nothing.
    public static final ClusterAffinity EVERYWHERE =
            new ClusterAffinity(List.of(), new LabelSelector(Map.of(), List.of()));

    public ClusterAffinity {
        environments = environments.stream().distinct().sorted().toList();
    }

    /// What of it a cluster does not meet, one clause each; empty for a cluster within it.
    public List<String> unmet(Environment environment, Map<String, String> labels) {
        return Stream.of(
                        elsewhere(environment).stream(),
                        new TreeMap<>(selector.matchLabels())
                                .entrySet().stream()
                                        .map(label ->
                                                new LabelExpression(label.getKey(), "In", List.of(label.getValue())))
                                        .flatMap(expression -> unmet(expression, labels).stream()),
                        selector.matchExpressions().stream().flatMap(expression -> unmet(expression, labels).stream()))
                .flatMap(clauses -> clauses)
                .toList();
    }

    private Optional<String> elsewhere(Environment environment) {
        return environments.isEmpty() || environments.contains(environment)
                ? Optional.empty()
                : Optional.of("its environment is %s and not %s"
                        .formatted(
                                environment.word(),
                                environments.stream().map(Environment::word).collect(Collectors.joining(" or "))));
    }

    private static Optional<String> unmet(LabelExpression expression, Map<String, String> labels) {
        if (Labels.match(new LabelSelector(Map.of(), List.of(expression)), labels)) {
            return Optional.empty();
        }
        String key = Objects.requireNonNullElse(expression.key(), "");
        String has = Optional.ofNullable(labels.get(key))
                .map(value -> "its label %s is \"%s\"".formatted(key, value))
                .orElse("it has no label %s".formatted(key));
        String demand = Objects.requireNonNullElse(expression.operator(), "");
        return Optional.of(
                expression.values().isEmpty()
                        ? "%s (demanded: %s %s)".formatted(has, key, demand)
                        : "%s (demanded: %s %s %s)".formatted(has, key, demand, expression.values()));
    }
}
