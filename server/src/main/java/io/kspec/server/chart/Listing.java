package io.kspec.server.chart;

import io.kspec.core.failure.Failure;
import java.util.List;

/// What a repository has of a chart.
public sealed interface Listing {
    /// The repository has it.
    ///
    /// @param entries in the repository's order; entries without a semantic version are left out
    record Listed(List<ChartEntry> entries) implements Listing {
        public Listed {
            entries = List.copyOf(entries);
        }
    }

    /// The repository answers and has no such chart.
    record NoSuchChart(Failure failure) implements Listing {}

    /// The repository did not answer in time, or with something that is none.
    record Unreachable(Failure failure) implements Listing {}
}
