package io.kspec.kube.customresource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;

/// Counts what it is shown; holds few objects at a time. For one thread.
final class InventoryVisitor implements Visitor {
    private static final int BATCH = 2_000;
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final List<String> tolerated;
    private final List<ObjectNode> batch = new ArrayList<>();
    private Inventory counted;
    private long bytes;

    /// @param tolerated places whose change is no change, as [Inventory#empty] takes them
    InventoryVisitor(List<String> tolerated) {
        this.tolerated = List.copyOf(tolerated);
        this.counted = Inventory.empty(tolerated);
    }

    @Override
    public void begin() {
        batch.clear();
        bytes = 0;
        counted = Inventory.empty(tolerated);
    }

    @Override
    public void visit(ObjectNode object) {
        batch.add(object);
        // A cheap measure of what is held: managed fields and long texts are what makes objects large.
        bytes += object.toString().length();
        if (batch.size() == BATCH || bytes > MOST_BYTES) {
            count();
        }
    }

    Inventory inventory() {
        count();
        return counted;
    }

    private void count() {
        counted = counted.with(batch);
        batch.clear();
        bytes = 0;
    }
}
