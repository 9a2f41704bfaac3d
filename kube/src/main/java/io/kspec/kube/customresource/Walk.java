package io.kspec.kube.customresource;

import io.kspec.core.failure.Failure;
import java.util.List;

/// What a walk over all custom resources of a kind came to.
public sealed interface Walk {
    /// All of them were shown.
    ///
    /// @param resourceVersion at which they were as shown
    record Complete(long objects, long bytes, String resourceVersion) implements Walk {}

    /// Not all of them: some namespaces may not be read, or the limit was reached.
    record Partial(long objects, long bytes, List<Failure> gaps) implements Walk {
        public Partial {
            gaps = List.copyOf(gaps);
        }
    }

    /// None that could be relied on.
    ///
    /// @param expired whether beginning again may help
    record Unread(Failure why, boolean expired) implements Walk {}
}
