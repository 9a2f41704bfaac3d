package io.kspec.lifecycle.inventory;

import java.util.ArrayList;
import java.util.List;

/// What became of the objects between two looks. Each object of either is in exactly one list, by `namespace/name`.
///
/// @param same      same uid, same spec
/// @param changed   same uid, another spec
/// @param recreated the name is there with another uid: the object itself is gone, with what hung on its uid
/// @param missing   no longer there
/// @param extra     there now, and not before
public record InventoryDifference(
        List<String> same, List<String> changed, List<String> recreated, List<String> missing, List<String> extra) {
    public InventoryDifference {
        same = List.copyOf(same);
        changed = List.copyOf(changed);
        recreated = List.copyOf(recreated);
        missing = List.copyOf(missing);
        extra = List.copyOf(extra);
    }

    /// Compares two inventories that leave out the same fields; a pair that does not is a bug of the caller.
    public static InventoryDifference between(Inventory before, Inventory after) {
        if (!before.tolerated().equals(after.tolerated())) {
            throw new IllegalArgumentException("the inventories leave out different fields: %s and %s"
                    .formatted(before.tolerated(), after.tolerated()));
        }
        var same = new ArrayList<String>();
        var changed = new ArrayList<String>();
        var recreated = new ArrayList<String>();
        var missing = new ArrayList<String>();
        before.items().forEach((key, was) -> {
            InventoryItem is = after.items().get(key);
            if (is == null) {
                missing.add(key);
            } else if (!is.uid().equals(was.uid())) {
                recreated.add(key);
            } else if (is.spec().equals(was.spec())) {
                same.add(key);
            } else {
                changed.add(key);
            }
        });
        List<String> extra = after.items().keySet().stream()
                .filter(key -> !before.items().containsKey(key))
                .toList();
        return new InventoryDifference(same, changed, recreated, missing, extra);
    }

    /// The objects that were lost: missing or recreated, in the order of names.
    public List<String> lost() {
        var lost = new ArrayList<>(missing);
        lost.addAll(recreated);
        lost.sort(null);
        return List.copyOf(lost);
    }
}
