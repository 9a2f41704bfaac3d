package io.kspec.lifecycle.crd.object;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// How far the objects of one cluster were seen.
///
/// @param objects          how many were looked at
/// @param extent           whether these are all of them
/// @param since            when the oldest of the lists was taken
/// @param resourceVersions of the lists
public record ClusterEvidence(long objects, Extent extent, Instant since, SortedSet<String> resourceVersions) {
    /// How long evidence holds.
    public static final Duration FRESH = Duration.ofMinutes(10);

    public ClusterEvidence {
        resourceVersions = Collections.unmodifiableSortedSet(new TreeSet<>(resourceVersions));
    }

    /// How many of the objects were seen, from the best to the worst.
    public enum Extent {
        /// Every object, in every namespace.
        COMPLETE,
        /// Some by chance.
        SAMPLED,
        /// Some could not be seen.
        PARTIAL
    }

    /// Both. Associative and free of order.
    public ClusterEvidence and(ClusterEvidence other) {
        var versions = new TreeSet<>(resourceVersions);
        versions.addAll(other.resourceVersions);
        return new ClusterEvidence(
                objects + other.objects,
                extent.compareTo(other.extent) >= 0 ? extent : other.extent,
                since.isBefore(other.since) ? since : other.since,
                versions);
    }

    /// Whether it may lower a severity.
    public boolean proves(Instant now) {
        return extent == Extent.COMPLETE && !since.plus(FRESH).isBefore(now);
    }
}
