package io.kspec.lifecycle.crd.object;

import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.crd.Comparison;
import io.kspec.lifecycle.crd.object.ObjectSource.Seen;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A comparison after stored objects were weighed in.
///
/// @param comparison with the findings as they weigh now
/// @param seen       what was seen, by the API version in which it was read; empty when nothing had to be read
public record Weighed(Comparison comparison, SortedMap<String, Seen> seen) {
    public Weighed {
        seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
    }

    /// A comparison that no objects were asked about.
    public static Weighed unasked(Comparison comparison) {
        return new Weighed(comparison, new TreeMap<>());
    }

    /// Why some of the objects were not seen: what those hold counts as used.
    public List<Failure> gaps() {
        return seen.values().stream()
                .flatMap(one -> one.gaps().stream())
                .distinct()
                .toList();
    }
}
