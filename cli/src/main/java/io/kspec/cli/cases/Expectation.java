package io.kspec.cli.cases;

import io.kspec.core.rule.Rule;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scan.RuleResult;
import io.kspec.core.scan.RuleStatus;
import io.kspec.core.scan.ScanResult;
import io.kspec.core.spelling.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Compares what rules came to with what a case expects. Pure.
final class Expectation {
    private static final String OTHERS = "*";

    private Expectation() {}

    /// One difference per rule that came to something else, in the order of the rules. An id wins over the name of a
    /// rule or of a check, and both win over `*`.
    static List<Difference> differences(Map<String, RuleStatus> expected, Rulebook rulebook, ScanResult result) {
        Set<String> ofWorkloads = rulebook.workloadRules().stream()
                .map(rule -> rule.id().toString())
                .collect(Collectors.toUnmodifiableSet());
        var differences = new ArrayList<Difference>();
        for (RuleResult one : result.results()) {
            Optional<RuleStatus> wanted =
                    key(expected, one, ofWorkloads::contains).map(expected::get);
            wanted.filter(status -> status != one.status())
                    .ifPresent(status ->
                            differences.add(new Difference(one.id().toString(), status, one.status(), one.message())));
        }
        return differences;
    }

    /// What is wrong with a key that names no rule; empty for one that does.
    static Optional<String> unknown(String key, Rulebook rulebook) {
        Set<String> known = names(rulebook);
        if (key.equals(OTHERS) || known.contains(key)) {
            return Optional.empty();
        }
        return Optional.of(Nearest.to(key, known)
                .map("Did you mean %s?"::formatted)
                .orElseGet(() -> "The specification asks for: %s.".formatted(String.join(", ", known))));
    }

    private static Optional<String> key(
            Map<String, RuleStatus> expected, RuleResult result, Predicate<String> ofWorkloads) {
        return Stream.of(
                        result.id().toString(),
                        result.id().rule(),
                        result.card().check())
                .filter(expected::containsKey)
                .findFirst()
                .or(() -> Optional.of(OTHERS)
                        .filter(expected::containsKey)
                        .filter(_ -> ofWorkloads.test(result.id().toString())));
    }

    private static Set<String> names(Rulebook rulebook) {
        return Stream.<Rule>concat(rulebook.workloadRules().stream(), rulebook.clusterRules().stream())
                .flatMap(rule -> Stream.of(
                        rule.id().toString(), rule.id().rule(), rule.card().check()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
