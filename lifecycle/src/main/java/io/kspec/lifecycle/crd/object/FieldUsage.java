package io.kspec.lifecycle.crd.object;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// What stored objects do with one field.
///
/// @param set        how many objects have it, in any place that the path names
/// @param notDefault how many have it with something else than its default
/// @param values     distinct values as JSON; those that are long or sensitive as `sha256:…`
/// @param managers   who wrote it, as the API server recorded it
/// @param namespaces where they are: `cluster/namespace`
/// @param samples    the first of them by name
/// @param lastWrite  when one of its managers last wrote; empty when nobody is recorded
public record FieldUsage(
        long set,
        long notDefault,
        Few<String> values,
        Few<String> managers,
        Few<String> namespaces,
        Few<ObjectRef> samples,
        Optional<Instant> lastWrite) {
    /// How many values, and how many managers, are kept.
    public static final int MOST = 20;

    /// How many namespaces are kept.
    public static final int MOST_NAMESPACES = 200;

    /// How many objects are named.
    public static final int MOST_SAMPLES = 3;

    public static final FieldUsage NONE = new FieldUsage(
            0, 0, Few.none(MOST), Few.none(MOST), Few.none(MOST_NAMESPACES), Few.none(MOST_SAMPLES), Optional.empty());

    /// Both. Associative and free of order.
    public FieldUsage and(FieldUsage other) {
        return new FieldUsage(
                set + other.set,
                notDefault + other.notDefault,
                values.and(other.values),
                managers.and(other.managers),
                namespaces.and(other.namespaces),
                samples.and(other.samples),
                Stream.of(lastWrite, other.lastWrite).flatMap(Optional::stream).max(Instant::compareTo));
    }
}
