package io.kspec.lifecycle.crd.rule;

import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Observation;
import io.kspec.lifecycle.crd.Surroundings;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A definition before and after.
///
/// @param before empty when the definition is created
public record Change(Optional<Crd> before, Crd after, Surroundings surroundings) {
    /// What two definitions tell; nothing when one is created.
    public List<Finding> compared(BiFunction<Crd, Crd, List<Finding>> judge) {
        return before.map(old -> judge.apply(old, after)).orElse(List.of());
    }

    /// What the live definition tells by itself.
    public List<Finding> live(Function<Crd, List<Finding>> judge) {
        return before.map(judge).orElse(List.of());
    }

    /// What the new definition tells by itself, without what the old one told already.
    public List<Finding> newly(Function<Crd, List<Finding>> judge) {
        List<Finding> found = judge.apply(after);
        if (found.isEmpty() || before.isEmpty()) {
            return found;
        }
        List<String> known =
                judge.apply(before.get()).stream().map(Change::place).toList();
        return found.stream().filter(finding -> !known.contains(place(finding))).toList();
    }

    /// What probes have seen of one kind, each as a finding.
    public <T extends Observation> List<Finding> observed(Class<T> kind, Function<T, Finding> finding) {
        return surroundings.observations().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .map(finding)
                .toList();
    }

    private static String place(Finding finding) {
        return finding.rule() + " " + finding.version() + " " + finding.path();
    }
}
