package io.kspec.server.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.failure.Failure;
import io.kspec.server.chart.ChartArchive;

/// What Helm's records say of the revision in force, whoever installed it.
public sealed interface Recorded {
    /// None is.
    record Nothing() implements Recorded {}

    /// Enough to install it again.
    ///
    /// @param number of the revision
    /// @param name   of the chart
    /// @param chart  made anew from the record; the same record makes the same archive
    /// @param values that a user gave; may hold secrets
    record InForce(int number, String name, String version, ChartArchive chart, ObjectNode values) implements Recorded {
        @Override
        public String toString() {
            return "revision %d, chart %s %s".formatted(number, name, version);
        }
    }

    /// The records cannot be read, or do not hold all that the release consists of.
    record Unusable(Failure why) implements Recorded {}
}
