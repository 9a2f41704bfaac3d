package io.kspec.core.devops.enforce;

import io.kspec.core.failure.Failure;
import java.util.List;

/// What became of enforcing one policy in one evaluation.
public sealed interface Enforcement {
    /// The mode is audit: no workload was touched.
    record Audited() implements Enforcement {}

    /// Another policy of the namespace, first by name, carries out what all of them ask.
    record LedBy(String policy) implements Enforcement {}

    /// The workloads could not be read, so nothing was done.
    record Unread(Failure why) implements Enforcement {}

    /// Every workload was looked at.
    ///
    /// @param applied keys of the workloads that were mended
    /// @param failed of each workload that could not be, a sentence that names it
    record Done(List<String> applied, List<String> failed, List<Skip> skipped) implements Enforcement {
        public Done {
            applied = List.copyOf(applied);
            failed = List.copyOf(failed);
            skipped = List.copyOf(skipped);
        }
    }
}
