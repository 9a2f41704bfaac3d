package io.kspec.lifecycle.crd.object;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// A set of which only the smallest few are kept. Joining is associative and free of order.
///
/// @param <T>   compared by its natural order
/// @param limit how many are kept at most
/// @param kept  those, sorted
/// @param more  whether there were others
public record Few<T extends Comparable<T>>(int limit, SortedSet<T> kept, boolean more) {
    public Few {
        var smallest = new TreeSet<T>(kept);
        while (smallest.size() > limit) {
            smallest.removeLast();
            more = true;
        }
        kept = Collections.unmodifiableSortedSet(smallest);
    }

    /// Nothing yet.
    public static <T extends Comparable<T>> Few<T> none(int limit) {
        return new Few<T>(limit, new TreeSet<T>(), false);
    }

    /// These and one more.
    public Few<T> with(T value) {
        return kept.contains(value) || (kept.size() == limit && more && value.compareTo(kept.last()) > 0)
                ? this
                : and(new Few<T>(limit, new TreeSet<T>(List.of(value)), false));
    }

    /// Both.
    public Few<T> and(Few<T> other) {
        if (limit != other.limit) {
            throw new IllegalArgumentException("sets of at most %d and %d do not join".formatted(limit, other.limit));
        }
        var both = new TreeSet<T>(kept);
        both.addAll(other.kept);
        return new Few<T>(limit, both, more || other.more);
    }

    /// How many there are: a number, or `more than` it.
    public String count() {
        return more ? "more than " + kept.size() : Integer.toString(kept.size());
    }
}
