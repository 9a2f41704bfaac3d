package io.kspec.core.scope;

import io.kspec.core.failure.Failure;
import io.kspec.core.spec.LabelSelector;
import io.kspec.core.spec.NamespaceScope;
import io.kspec.core.verdict.SubjectRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The namespaces that a specification speaks of. Exclusion wins over inclusion, and a selector must hold besides.
///
/// @param included empty for all
/// @param selector labels that a namespace must carry besides; empty for any
public record Scope(List<Wildcard> included, List<Wildcard> excluded, Optional<LabelSelector> selector) {
    /// Every namespace.
    public static final Scope EVERYWHERE = new Scope(List.of(), List.of(), Optional.empty());

    private static final String NAME_LABEL = "kubernetes.io/metadata.name";
    private static final Coverage INSIDE = new Coverage.Inside();

    public Scope {
        included = List.copyOf(included);
        excluded = List.copyOf(excluded);
    }

    public static Scope of(NamespaceScope scope) {
        return new Scope(
                scope.includeNamespaces().stream().map(Wildcard::new).toList(),
                scope.excludeNamespaces().stream().map(Wildcard::new).toList(),
                Optional.ofNullable(scope.namespaceSelector()));
    }

    /// The same, and only where a further selector holds as well.
    public Scope within(LabelSelector further) {
        return new Scope(
                included,
                excluded,
                Optional.of(selector.map(own -> Labels.both(own, further)).orElse(further)));
    }

    /// Whether a decision can depend on the labels of a namespace.
    public boolean readsLabels() {
        return selector.isPresent();
    }

    /// The namespace of an object, or the namespace that it is; what has none is always inside.
    public Coverage covers(SubjectRef subject, NamespaceLabels labels) {
        return covers(subject.kind().equals("Namespace") ? subject.name() : subject.namespace(), labels);
    }

    /// Whether the specification speaks of a namespace.
    ///
    /// @param namespace empty for what has none
    public Coverage covers(String namespace, NamespaceLabels labels) {
        if (namespace.isEmpty() || equals(EVERYWHERE)) {
            return INSIDE;
        }
        if (excluded.stream().anyMatch(pattern -> pattern.matches(namespace))) {
            return new Coverage.Outside("namespace %s is excluded".formatted(namespace));
        }
        if (!included.isEmpty() && included.stream().noneMatch(pattern -> pattern.matches(namespace))) {
            return new Coverage.Outside("namespace %s is not included".formatted(namespace));
        }
        return selector.map(wanted -> selected(wanted, namespace, labels)).orElse(INSIDE);
    }

    private static Coverage selected(LabelSelector wanted, String namespace, NamespaceLabels labels) {
        Optional<Map<String, String>> carried = labels.of(namespace).or(() -> byNameAlone(wanted, namespace));
        if (carried.isEmpty()) {
            return new Coverage.Unknown(new Failure.Malformed(
                    "the labels of namespace %s are not known".formatted(namespace),
                    "spec.namespaceScope.namespaceSelector",
                    "Add the Namespace to what is judged, or judge the cluster."));
        }
        return Labels.match(wanted, carried.get())
                ? INSIDE
                : new Coverage.Outside("the labels of namespace %s are not selected".formatted(namespace));
    }

    /// Every namespace carries its own name as a label, so a selector that reads no other can always be decided.
    private static Optional<Map<String, String>> byNameAlone(LabelSelector wanted, String namespace) {
        boolean nothingElse = wanted.matchLabels().keySet().stream().allMatch(NAME_LABEL::equals)
                && wanted.matchExpressions().stream().allMatch(expression -> NAME_LABEL.equals(expression.key()));
        return nothingElse ? Optional.of(Map.of(NAME_LABEL, namespace)) : Optional.empty();
    }
}
