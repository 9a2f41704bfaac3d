package io.kspec.operator.devops;

import io.kspec.core.devops.enforce.Skip;
import java.util.List;

/// What became of mending one workload.
sealed interface Mending {
    /// The API server took it.
    ///
    /// @param added one clause for each addition, as the API server took it
    record Applied(String workload, List<String> added) implements Mending {
        public Applied {
            added = List.copyOf(added);
        }
    }

    record Skipped(Skip skip) implements Mending {}

    /// The API server refused it.
    ///
    /// @param sentence what, where and what to do
    record Failed(String workload, String sentence) implements Mending {}

    /// Somebody wrote in between, or it is gone: read again, decide anew. No failure.
    record Outdated() implements Mending {}
}
