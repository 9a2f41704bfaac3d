package io.kspec.operator.specification;

import io.kspec.core.scan.Summary;
import io.kspec.operator.metric.Meters;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/// Totals over the clusters that this operator judges; today that is the one it runs in.
public final class FleetMetrics {
    private FleetMetrics() {}

    /// Registers both.
    ///
    /// @param drifting how many specifications drift
    public static void register(Meters meters, ScanMetrics scans, LongSupplier drifting) {
        meters.gauge(
                "kspec_fleet_clusters",
                "Clusters by state.",
                callback -> {
                    boolean scanned = !scans.summaries().isEmpty();
                    callback.call(1, "total");
                    callback.call(scanned ? 1 : 0, "healthy");
                    callback.call(0, "unhealthy");
                    callback.call(scanned ? 0 : 1, "unknown");
                    callback.call(drifting.getAsLong() > 0 ? 1 : 0, "with_drift");
                },
                "state");
        meters.gauge(
                "kspec_fleet_checks",
                "Checks of the last scans of all clusters, by what they came to.",
                callback -> {
                    List<Summary> all = scans.summaries();
                    callback.call(sum(all, Summary::total), "total");
                    callback.call(sum(all, Summary::passed), "passed");
                    callback.call(sum(all, Summary::failed), "failed");
                    callback.call(sum(all, Summary::notEvaluated), "not_evaluated");
                },
                "result");
    }

    private static int sum(List<Summary> summaries, ToIntFunction<Summary> count) {
        return summaries.stream().mapToInt(count).sum();
    }
}
