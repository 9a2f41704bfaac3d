package io.kspec.lifecycle.crd.object.schema;

/// What the CEL rules of a schema cost for one object, in the units of the API server: about one for each name, field
/// and function, more for what reads texts and lists.
///
/// @param dearest of the rules, at one place of the object
/// @param total   of all rules at all places
public record RuleCost(long dearest, long total) {
    /// What one rule may cost at one place; the API server refuses the object when it costs more.
    public static final long MOST_OF_ONE = 1_000_000;

    /// What all rules may cost together.
    public static final long MOST_OF_ALL = 10_000_000;

    /// Of no rules.
    public static final RuleCost NONE = new RuleCost(0, 0);

    private static final double NEAR = 0.8;

    RuleCost and(long units) {
        return new RuleCost(Math.max(dearest, units), total + units);
    }

    /// How much of a limit is used, of the one that is nearer: 1 is all of it.
    public double share() {
        return Math.max((double) dearest / MOST_OF_ONE, (double) total / MOST_OF_ALL);
    }

    /// Whether a limit is so near that an object a little larger passes it.
    public boolean isNear() {
        return share() >= NEAR;
    }

    /// A clause with the cost and the limit that is nearer.
    public String display() {
        return (double) dearest / MOST_OF_ONE >= (double) total / MOST_OF_ALL
                ? "of whose rules one costs " + of(dearest, MOST_OF_ONE)
                : "whose rules cost " + of(total, MOST_OF_ALL);
    }

    /// Counting ends at the limit, so that nothing is known beyond it.
    private static String of(long cost, long limit) {
        return cost > limit
                ? "more than %,d, so that it is refused".formatted(limit)
                : "%,d of %,d".formatted(cost, limit);
    }
}
