/// How the operator is installed: the chart, the manifests made from it, the rights, and the way from the older
/// kspec. Start at [io.kspec.acceptance.chart.Rights].
@NullMarked
package io.kspec.acceptance.chart;

import org.jspecify.annotations.NullMarked;
