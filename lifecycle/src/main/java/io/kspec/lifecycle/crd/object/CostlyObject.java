package io.kspec.lifecycle.crd.object;

import io.kspec.lifecycle.crd.object.schema.RuleCost;
import java.util.Comparator;

/// An object whose rules come near what they may cost. Sorts with the one nearest to its limit first.
///
/// @param cost under the changed definition
public record CostlyObject(ObjectRef object, RuleCost cost) implements Comparable<CostlyObject> {
    /// How many are named.
    public static final int MOST = 20;

    private static final Comparator<CostlyObject> ORDER = Comparator.comparingDouble(
                    (CostlyObject costly) -> costly.cost().share())
            .reversed()
            .thenComparingLong(costly -> costly.cost().total())
            .thenComparingLong(costly -> costly.cost().dearest())
            .thenComparing(CostlyObject::object);

    /// None.
    public static Few<CostlyObject> none() {
        return Few.none(MOST);
    }

    @Override
    public int compareTo(CostlyObject other) {
        return ORDER.compare(this, other);
    }

    /// Which, and how near.
    public String display() {
        return object.display() + ", " + cost.display();
    }
}
