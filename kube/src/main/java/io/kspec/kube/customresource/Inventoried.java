package io.kspec.kube.customresource;

import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.inventory.Inventory;
import java.util.List;

/// The custom resources of a kind, by identity and content.
public sealed interface Inventoried {
    /// All of them.
    ///
    /// @param resourceVersion at which the first of them was read
    record Whole(Inventory inventory, String resourceVersion) implements Inventoried {}

    /// Not all of them: it proves nothing about what is not in it.
    record Partial(Inventory inventory, List<Failure> gaps) implements Inventoried {
        public Partial {
            gaps = List.copyOf(gaps);
        }
    }

    record Unread(Failure why) implements Inventoried {}
}
