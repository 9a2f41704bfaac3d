package io.kspec.lifecycle.crd.object;

import io.kspec.lifecycle.crd.Finding;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/// What the stored objects of one kind say about a change of their definition, in one cluster or in many. Immutable;
/// its size does not grow with the number of objects.
///
/// @param clusters by target name
/// @param usage    by path, for each path that was watched: dotted, `[]` for items, `{}` for values of maps
/// @param outcomes of simulating the change; empty when nothing was simulated
/// @param costly   objects whose rules come near what they may cost after the change
public record Evidence(
        SortedMap<String, ClusterEvidence> clusters,
        SortedMap<String, FieldUsage> usage,
        SortedMap<Outcome.Kind, OutcomeCount> outcomes,
        Few<CostlyObject> costly) {
    /// About nothing.
    public static final Evidence NONE =
            new Evidence(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), CostlyObject.none());

    public Evidence {
        clusters = Collections.unmodifiableSortedMap(new TreeMap<>(clusters));
        usage = Collections.unmodifiableSortedMap(new TreeMap<>(usage));
        outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
    }

    /// Both: of further pages, or of further clusters. No object may be in both. Associative and free of order.
    ///
    /// Two that watched different paths prove nothing about a path that only one of them watched: it is left out.
    public Evidence and(Evidence other) {
        if (clusters.isEmpty()) {
            return other;
        }
        if (other.clusters.isEmpty()) {
            return this;
        }
        SortedMap<String, FieldUsage> both = joined(usage, other.usage, FieldUsage::and);
        both.keySet().retainAll(usage.keySet());
        both.keySet().retainAll(other.usage.keySet());
        return new Evidence(
                joined(clusters, other.clusters, ClusterEvidence::and),
                both,
                joined(outcomes, other.outcomes, OutcomeCount::and),
                costly.and(other.costly));
    }

    private static <K, V> SortedMap<K, V> joined(Map<K, V> one, Map<K, V> other, BinaryOperator<V> join) {
        var both = new TreeMap<K, V>(one);
        other.forEach((key, value) -> both.merge(key, value, join));
        return both;
    }

    /// That these objects exist, and nothing about what they hold.
    Evidence ofExistence() {
        return new Evidence(clusters, new TreeMap<>(), new TreeMap<>(), CostlyObject.none());
    }

    /// Whether there are objects that could move the weight of a finding; of others none needs to be read.
    public static boolean moves(Finding finding) {
        return Adjustment.isOpen(finding);
    }

    /// How many objects were looked at.
    public long objects() {
        return clusters.values().stream().mapToLong(ClusterEvidence::objects).sum();
    }

    /// Findings with the weight that the objects give them; each whose weight or reason moves says so in `why`.
    ///
    /// @param targets the clusters that the change goes to; one without fresh and complete evidence leaves all
    ///                as it is
    /// @param now     against which evidence is fresh
    public List<Finding> adjust(List<Finding> findings, Set<String> targets, Instant now) {
        return new Adjustment(this, targets, now).all(findings);
    }
}
