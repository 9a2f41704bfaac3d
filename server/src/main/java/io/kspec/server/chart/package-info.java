/// Helm charts: where they come from, what they hold, how they are kept.
///
/// Start with [io.kspec.server.chart.ChartArchive].
@NullMarked
package io.kspec.server.chart;

import org.jspecify.annotations.NullMarked;
