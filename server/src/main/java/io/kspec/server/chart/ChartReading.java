package io.kspec.server.chart;

import io.kspec.core.failure.Failure;

/// What became of reading a packaged chart.
public sealed interface ChartReading {
    /// It is a chart.
    record Chart(ChartContents contents) implements ChartReading {}

    /// It is none, or cannot be read.
    record Unreadable(Failure failure) implements ChartReading {}
}
