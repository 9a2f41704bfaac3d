package io.kspec.cli.crd;

import io.kspec.lifecycle.crd.Comparison;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdComparison;
import io.kspec.lifecycle.crd.Surroundings;
import io.kspec.lifecycle.crd.object.ObjectSource;
import io.kspec.lifecycle.crd.object.Weighed;
import io.kspec.lifecycle.crd.object.Weighing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// Definitions before and after, paired by their names.
record DefinitionPairs(Definitions old, Definitions next) {
    /// By the documents alone, in the order of names.
    List<Weighed> compared() {
        return each(pair -> Weighed.unasked(pair.comparison()));
    }

    /// With the objects that are stored, in the order of names.
    ///
    /// @param now when those were read
    List<Weighed> weighed(ObjectSource objects, Instant now) {
        return each(pair -> Weighing.weigh(pair.comparison(), pair.before(), pair.after(), objects, now));
    }

    /// One definition that changes.
    private record Pair(Crd before, Crd after, Comparison comparison) {}

    private List<Weighed> each(Function<Pair, Weighed> judge) {
        var names = new TreeSet<>(old.byName().keySet());
        names.addAll(next.byName().keySet());
        return names.stream().flatMap(name -> one(name, judge)).toList();
    }

    private Stream<Weighed> one(String name, Function<Pair, Weighed> judge) {
        Optional<Crd> before = Optional.ofNullable(old.byName().get(name));
        Optional<Crd> after = Optional.ofNullable(next.byName().get(name));
        if (after.isEmpty()) {
            return before.map(CrdComparison::missing).map(Weighed::unasked).stream();
        }
        Comparison comparison = CrdComparison.compare(before, after.get(), Surroundings.none());
        return Stream.of(before.map(crd -> judge.apply(new Pair(crd, after.get(), comparison)))
                .orElseGet(() -> Weighed.unasked(comparison)));
    }
}
