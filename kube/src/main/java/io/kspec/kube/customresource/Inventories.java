package io.kspec.kube.customresource;

import java.util.List;

/// Takes inventories of custom resources.
public final class Inventories {
    private final CustomResources resources;

    public Inventories(CustomResources resources) {
        this.resources = resources;
    }

    /// What there is of a kind now. Two inventories are compared by
    /// [io.kspec.lifecycle.inventory.InventoryDifference#between].
    ///
    /// @param tolerated places whose change is no change, such as `/spec/replicas`; the same for both inventories
    public Inventoried of(StoredKind kind, List<String> tolerated) {
        var visitor = new InventoryVisitor(tolerated);
        return switch (resources.walk(kind, visitor)) {
            case Walk.Complete complete -> new Inventoried.Whole(visitor.inventory(), complete.resourceVersion());
            case Walk.Partial partial -> new Inventoried.Partial(visitor.inventory(), partial.gaps());
            case Walk.Unread unread -> new Inventoried.Unread(unread.why());
        };
    }
}
