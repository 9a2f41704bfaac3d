package io.kspec.operator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.scope.Coverage;
import io.kspec.core.scope.Labels;
import io.kspec.core.scope.Scope;
import io.kspec.core.scope.Wildcard;
import io.kspec.core.spec.LabelExpression;
import io.kspec.core.spec.LabelSelector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ReachedTest {
    private static final SortedSet<String> EXEMPT = new TreeSet<>(List.of("kube-system", "kspec-system"));
    private static final List<String> NAMES = List.of("a", "b", "ab", "ba", "kube-system", "kspec-system");
    private static final List<Map<String, String>> LABELS =
            List.of(Map.of(), Map.of("tier", "prod"), Map.of("tier", "test"), Map.of("owner", "x"));

    @Property
    void eachNamespaceIsInTheOneEntryThatItsSpecificationsAskFor(
            @ForAll("scopes") List<Scope> closed,
            @ForAll("scopes") List<Scope> open,
            @ForAll("namespaces") Map<String, Map<String, String>> namespaces) {
        var reached = new Reached(closed, open, namespaces, EXEMPT);
        namespaces.forEach((name, labels) -> {
            boolean enforced = !EXEMPT.contains(name) && covered(closed, name, labels);
            boolean observed = !EXEMPT.contains(name) && !enforced && covered(open, name, labels);
            assertThat(matches(reached.enforced(), labels))
                    .as("enforced " + name)
                    .isEqualTo(enforced);
            assertThat(matches(reached.observed(), labels))
                    .as("observed " + name)
                    .isEqualTo(observed);
        });
    }

    @Property
    void aNamespaceThatNobodyKnewIsEnforcedWhereItMustBe(
            @ForAll("scopes") List<Scope> closed,
            @ForAll("scopes") List<Scope> open,
            @ForAll("namespaces") Map<String, Map<String, String>> namespaces) {
        namespaces.forEach((name, labels) -> {
            var others = new HashMap<>(namespaces);
            others.remove(name);
            var reached = new Reached(closed, open, others, EXEMPT);
            if (!EXEMPT.contains(name) && covered(closed, name, labels)) {
                assertThat(matches(reached.enforced(), labels)).as(name).isTrue();
            }
            if (EXEMPT.contains(name)) {
                assertThat(matches(reached.enforced(), labels)).as(name).isFalse();
                assertThat(matches(reached.observed(), labels)).as(name).isFalse();
            }
        });
    }

    @Provide
    Arbitrary<List<Scope>> scopes() {
        Arbitrary<List<Wildcard>> patterns = Arbitraries.of("a", "b", "ab", "c", "a*", "*b", "*")
                .map(Wildcard::new)
                .list()
                .ofMaxSize(2);
        Arbitrary<Optional<LabelSelector>> selectors = Arbitraries.of(
                Optional.empty(),
                Optional.of(new LabelSelector(Map.of("tier", "prod"), List.of())),
                Optional.of(
                        new LabelSelector(Map.of(), List.of(new LabelExpression("tier", "NotIn", List.of("test"))))),
                Optional.of(new LabelSelector(Map.of(), List.of(new LabelExpression("owner", "Exists", List.of())))));
        return Combinators.combine(patterns, patterns, selectors)
                .as(Scope::new)
                .list()
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<Map<String, Map<String, String>>> namespaces() {
        return Arbitraries.maps(Arbitraries.of(NAMES), Arbitraries.of(LABELS))
                .ofMaxSize(NAMES.size())
                .map(chosen -> {
                    var all = new HashMap<String, Map<String, String>>();
                    chosen.forEach((name, labels) -> {
                        var carried = new HashMap<>(labels);
                        carried.put("kubernetes.io/metadata.name", name);
                        all.put(name, carried);
                    });
                    return all;
                });
    }

    private static boolean covered(List<Scope> scopes, String name, Map<String, String> labels) {
        return scopes.stream()
                .anyMatch(scope -> scope.covers(name, _ -> Optional.of(labels)) instanceof Coverage.Inside);
    }

    private static boolean matches(Optional<Selection> selection, Map<String, String> labels) {
        return selection.map(one -> Labels.match(one.selector(), labels)).orElse(false);
    }
}
