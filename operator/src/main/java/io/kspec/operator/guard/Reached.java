package io.kspec.operator.guard;

import io.kspec.core.scope.Coverage;
import io.kspec.core.scope.NamespaceLabels;
import io.kspec.core.scope.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which namespaces the entries of the registration are asked about: those that a specification reaches which fails
/// closed, and of the rest those that any other specification reaches. No namespace is in both.
///
/// One scope without patterns is said as it stands, so that a label counts at once. Anything else is said by the
/// names that are known now. A namespace that nobody knows yet counts as enforced as soon as an enforcing scope could
/// reach it: it is asked about more than it must be until the next turn, and never less.
///
/// @param closed scopes of the specifications that fail closed
/// @param open scopes of the others that ask
/// @param known labels by namespace
/// @param exempt namespaces that are never asked about
record Reached(List<Scope> closed, List<Scope> open, Map<String, Map<String, String>> known, SortedSet<String> exempt) {
    Reached {
        closed = distinct(closed);
        open = distinct(open);
        known = Map.copyOf(known);
    }

    /// Empty when no namespace is to be asked about.
    Optional<Selection> enforced() {
        return reachedBy(closed);
    }

    /// Empty when no namespace is to be asked about.
    Optional<Selection> observed() {
        if (closed.isEmpty()) {
            return reachedBy(open);
        }
        if (open.isEmpty() || closed.contains(Scope.EVERYWHERE)) {
            return Optional.empty();
        }
        boolean strangersAreOurs = closed.stream().noneMatch(Reached::mayReachStrangers)
                && open.stream().anyMatch(Reached::mayReachStrangers);
        SortedSet<String> candidates = candidates();
        if (strangersAreOurs) {
            var elsewhere = new TreeSet<>(exempt);
            candidates.stream().filter(name -> !observes(name)).forEach(elsewhere::add);
            return Optional.of(Selection.allBut(elsewhere));
        }
        return only(candidates.stream().filter(this::observes).toList());
    }

    private Optional<Selection> reachedBy(List<Scope> scopes) {
        if (scopes.isEmpty()) {
            return Optional.empty();
        }
        if (scopes.contains(Scope.EVERYWHERE)) {
            return Optional.of(Selection.allBut(exempt));
        }
        Optional<Selection> asItStands =
                scopes.size() == 1 ? Selection.of(scopes.getFirst(), exempt) : Optional.empty();
        if (asItStands.isPresent()) {
            return asItStands;
        }
        SortedSet<String> candidates = candidates();
        if (scopes.stream().anyMatch(Reached::mayReachStrangers)) {
            var elsewhere = new TreeSet<>(exempt);
            candidates.stream().filter(name -> !covers(scopes, name)).forEach(elsewhere::add);
            return Optional.of(Selection.allBut(elsewhere));
        }
        return only(candidates.stream()
                .filter(name -> !exempt.contains(name) && covers(scopes, name))
                .toList());
    }

    private boolean observes(String namespace) {
        return !exempt.contains(namespace) && !covers(closed, namespace) && covers(open, namespace);
    }

    /// Every namespace that is known or named.
    private SortedSet<String> candidates() {
        var names = new TreeSet<>(known.keySet());
        for (List<Scope> scopes : List.of(closed, open)) {
            scopes.forEach(scope -> scope.included().stream()
                    .filter(pattern -> pattern.exact())
                    .forEach(pattern -> names.add(pattern.pattern())));
        }
        return names;
    }

    /// A namespace whose labels are not known counts as reached.
    private boolean covers(List<Scope> scopes, String namespace) {
        NamespaceLabels labels = name -> Optional.ofNullable(known.get(name));
        return scopes.stream().anyMatch(scope -> !(scope.covers(namespace, labels) instanceof Coverage.Outside));
    }

    /// Whether a namespace of any name may come to be inside.
    private static boolean mayReachStrangers(Scope scope) {
        return scope.included().isEmpty() || !Selection.exact(scope.included());
    }

    private static Optional<Selection> only(Collection<String> names) {
        return names.isEmpty() ? Optional.empty() : Optional.of(Selection.only(names));
    }

    private static List<Scope> distinct(List<Scope> scopes) {
        return scopes.stream().distinct().toList();
    }
}
