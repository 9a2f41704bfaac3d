package io.kspec.core.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.scope.Scope;
import io.kspec.core.scope.Wildcard;
import io.kspec.core.spec.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The namespaces that a policy speaks of, as far as labels can say it and as CEL for the rest.
///
/// @param selector of labels that a namespace carries; empty for any
record NamespaceText(Optional<ObjectNode> selector, List<Condition> conditions) {
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";
    private static final String NAMESPACE = "object.metadata.namespace";

    /// Names as labels, which costs the API server nothing; patterns as CEL.
    static NamespaceText byLabel(Scope scope, Set<String> exempt) {
        ObjectNode selector = selector(scope);
        ArrayNode expressions = JsonNodeFactory.instance.arrayNode();
        var conditions = new ArrayList<Condition>();
        if (!scope.included().isEmpty()) {
            if (scope.included().stream().allMatch(Wildcard::exact)) {
                expressions.add(name("In", names(scope.included())));
            } else {
                conditions.add(included(scope));
            }
        }
        var elsewhere = new TreeSet<>(exempt);
        scope.excluded().stream().filter(Wildcard::exact).map(Wildcard::pattern).forEach(elsewhere::add);
        if (!elsewhere.isEmpty()) {
            expressions.add(name("NotIn", elsewhere));
        }
        List<Wildcard> patterns =
                scope.excluded().stream().filter(pattern -> !pattern.exact()).toList();
        if (!patterns.isEmpty()) {
            conditions.add(notExcluded(patterns));
        }
        if (!expressions.isEmpty()) {
            selector.withArray("matchExpressions").addAll(expressions);
        }
        return new NamespaceText(present(selector), conditions);
    }

    /// Names as CEL, which also holds where the labels of namespaces are not known, as on files; only labels that the
    /// specification itself selects by remain a selector.
    static NamespaceText byName(Scope scope, Set<String> exempt) {
        var conditions = new ArrayList<Condition>();
        if (!scope.included().isEmpty()) {
            conditions.add(included(scope));
        }
        var excluded = new ArrayList<Wildcard>();
        new TreeSet<>(exempt).forEach(name -> excluded.add(new Wildcard(name)));
        scope.excluded().stream().filter(pattern -> !excluded.contains(pattern)).forEach(excluded::add);
        if (!excluded.isEmpty()) {
            conditions.add(notExcluded(excluded));
        }
        return new NamespaceText(present(selector(scope)), conditions);
    }

    private static Condition included(Scope scope) {
        return new Condition("namespace-is-included", NameText.any(NAMESPACE, scope.included()));
    }

    private static Condition notExcluded(List<Wildcard> excluded) {
        return new Condition("namespace-is-not-excluded", "!(%s)".formatted(NameText.any(NAMESPACE, excluded)));
    }

    private static Set<String> names(List<Wildcard> patterns) {
        var names = new TreeSet<String>();
        patterns.forEach(pattern -> names.add(pattern.pattern()));
        return names;
    }

    private static Optional<ObjectNode> present(ObjectNode selector) {
        return Optional.of(selector).filter(json -> !json.isEmpty());
    }

    private static ObjectNode name(String operator, Set<String> values) {
        ObjectNode expression = JsonNodeFactory.instance.objectNode();
        expression.put("key", NAME_LABEL).put("operator", operator);
        values.forEach(expression.putArray("values")::add);
        return expression;
    }

    private static ObjectNode selector(Scope scope) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        scope.selector().ifPresent(selector -> write(selector, json));
        return json;
    }

    private static void write(LabelSelector selector, ObjectNode json) {
        if (!selector.matchLabels().isEmpty()) {
            ObjectNode labels = json.putObject("matchLabels");
            new TreeMap<>(selector.matchLabels()).forEach(labels::put);
        }
        selector.matchExpressions().forEach(expression -> {
            ObjectNode one = json.withArray("matchExpressions").addObject();
            one.put("key", Objects.requireNonNullElse(expression.key(), ""));
            one.put("operator", Objects.requireNonNullElse(expression.operator(), ""));
            if (!expression.values().isEmpty()) {
                expression.values().forEach(one.putArray("values")::add);
            }
        });
    }
}
