package io.kspec.lifecycle.crd.object;

/// How many objects have an outcome, and some of them.
///
/// @param objects how many
/// @param samples the first of them by name
public record OutcomeCount(long objects, Few<ObjectRef> samples) {
    /// How many objects are named.
    public static final int MOST = 20;

    public static final OutcomeCount NONE = new OutcomeCount(0, Few.none(MOST));

    OutcomeCount with(ObjectRef object) {
        return new OutcomeCount(objects + 1, samples.with(object));
    }

    /// Both. Associative and free of order.
    public OutcomeCount and(OutcomeCount other) {
        return new OutcomeCount(objects + other.objects, samples.and(other.samples));
    }
}
