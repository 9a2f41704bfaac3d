package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.scope.Scope;
import io.kspec.core.scope.Wildcard;
import io.kspec.core.spec.LabelExpression;
import io.kspec.core.spec.LabelSelector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Namespaces as the API server can be told about them.
record Selection(LabelSelector selector) {
    private static final String NAME = "kubernetes.io/metadata.name";

    /// Every namespace but these, also those that nobody knows yet.
    static Selection allBut(Collection<String> names) {
        return new Selection(new LabelSelector(Map.of(), List.of(name("NotIn", names))));
    }

    /// These and no other.
    static Selection only(Collection<String> names) {
        return new Selection(new LabelSelector(Map.of(), List.of(name("In", names))));
    }

    /// A scope as it stands; empty when it has patterns, which labels cannot say.
    static Optional<Selection> of(Scope scope, SortedSet<String> exempt) {
        if (!exact(scope.included()) || !exact(scope.excluded())) {
            return Optional.empty();
        }
        var expressions = new ArrayList<LabelExpression>();
        if (!scope.included().isEmpty()) {
            expressions.add(name("In", names(scope.included())));
        }
        var elsewhere = new TreeSet<>(exempt);
        elsewhere.addAll(names(scope.excluded()));
        expressions.add(name("NotIn", elsewhere));
        Map<String, String> labels =
                scope.selector().map(LabelSelector::matchLabels).orElse(Map.of());
        scope.selector().ifPresent(selector -> expressions.addAll(selector.matchExpressions()));
        return Optional.of(new Selection(new LabelSelector(labels, expressions)));
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (!selector.matchLabels().isEmpty()) {
            ObjectNode labels = json.putObject("matchLabels");
            new TreeMap<>(selector.matchLabels()).forEach(labels::put);
        }
        for (LabelExpression expression : selector.matchExpressions()) {
            ObjectNode one = json.withArray("/matchExpressions").addObject();
            one.put("key", Objects.requireNonNullElse(expression.key(), ""))
                    .put("operator", Objects.requireNonNullElse(expression.operator(), ""));
            if (!expression.values().isEmpty()) {
                expression.values().forEach(one.putArray("values")::add);
            }
        }
        return json;
    }

    static boolean exact(List<Wildcard> patterns) {
        return patterns.stream().allMatch(Wildcard::exact);
    }

    static SortedSet<String> names(List<Wildcard> patterns) {
        var names = new TreeSet<String>();
        patterns.forEach(pattern -> names.add(pattern.pattern()));
        return names;
    }

    private static LabelExpression name(String operator, Collection<String> values) {
        return new LabelExpression(NAME, operator, List.copyOf(new TreeSet<>(values)));
    }
}
