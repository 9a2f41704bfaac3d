package io.kspec.operator.specification;

import io.kspec.core.exemption.ExemptionUse;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scan.RuleResult;
import io.kspec.core.scan.ScanResult;
import io.kspec.core.scan.Summary;
import io.kspec.core.spec.Mode;
import io.kspec.operator.metric.Meters;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// What scans came to: the same numbers as the status.
public final class ScanMetrics implements ScanWatcher {
    private static final double[] SECONDS = {.1, .25, .5, 1, 2.5, 5, 10, 15, 30, 60, 120, 300};
    private static final double MILLIS = 1e3;
    private static final Map<String, ToIntFunction<Summary>> COUNTS = Map.of(
            "kspec_compliance_checks", Summary::total,
            "kspec_compliance_checks_passed", Summary::passed,
            "kspec_compliance_checks_failed", Summary::failed,
            "kspec_compliance_checks_skipped", Summary::skipped,
            "kspec_compliance_checks_manual", Summary::manual,
            "kspec_compliance_checks_not_evaluated", Summary::notEvaluated);

    private final Meters.ClusterLabels cluster;
    private final Map<String, Last> last = new ConcurrentHashMap<>();
    private final Histogram durations;
    private final Gauge exemptions;
    private final Counter violations;

    /// What is kept of a scan: counts, and the number of findings of each rule. The report holds the evidence.
    private record Last(Summary summary, Map<String, Integer> findings) {}

    /// @param active the specifications in force
    public ScanMetrics(Meters meters, Supplier<List<Rulebook>> active) {
        cluster = meters.cluster();
        COUNTS.forEach((name, count) -> ofSummary(
                meters,
                name,
                "Checks of the last scan" + (name.equals("kspec_compliance_checks") ? "." : ", by what they came to."),
                count));
        ofSummary(meters, "kspec_compliance_score", "Share of checks that passed, 0 to 100.", Summary::score);
        durations = meters.histogram(
                "kspec_scan_duration_seconds",
                "Time to read the cluster and to judge it.",
                SECONDS,
                "cluster_name",
                "cluster_spec");
        exemptions = meters.gauge("kspec_policy_exemptions", "Exemptions at the last scan.", "cluster_spec", "state");
        violations = meters.counter(
                "kspec_policy_violations_total",
                "Violations that a scan found and the scan before did not, by number.",
                "cluster_name",
                "cluster_spec",
                "check",
                "severity");
        meters.gauge(
                "kspec_active_cluster_specs",
                "Specifications in force by mode.",
                callback -> {
                    for (Mode mode : Mode.values()) {
                        callback.call(
                                (double) active.get().stream()
                                        .filter(one -> one.enforcement().mode() == mode)
                                        .count(),
                                mode.name().toLowerCase(Locale.ROOT));
                    }
                },
                "mode");
    }

    private void ofSummary(Meters meters, String name, String help, ToIntFunction<Summary> value) {
        meters.gauge(
                name,
                help,
                callback -> last.forEach((specification, scan) ->
                        callback.call(value.applyAsInt(scan.summary()), cluster.name(), cluster.uid(), specification)),
                "cluster_name",
                "cluster_uid",
                "cluster_spec");
    }

    @Override
    public void scanned(Scanned scan) {
        String name = scan.rulebook().specification();
        durations.labelValues(cluster.name(), name).observe(scan.took().toMillis() / MILLIS);
        for (ExemptionUse.State state : ExemptionUse.State.values()) {
            exemptions.labelValues(name, state.word()).set((double) scan.result().exemptions().stream()
                    .filter(use -> use.state() == state)
                    .count());
        }
        Last before = last.put(name, new Last(scan.result().summary(), findings(scan.result())));
        Map<String, Integer> known = before == null ? Map.of() : before.findings();
        for (RuleResult result : scan.result().results()) {
            int fresh =
                    result.findings().size() - known.getOrDefault(result.id().toString(), 0);
            violations
                    .labelValues(
                            cluster.name(),
                            name,
                            result.card().check(),
                            result.card().severity().word())
                    .inc(Math.max(0, fresh));
        }
    }

    private static Map<String, Integer> findings(ScanResult scan) {
        var counts = new HashMap<String, Integer>();
        scan.results()
                .forEach(result ->
                        counts.merge(result.id().toString(), result.findings().size(), Integer::sum));
        return counts;
    }

    /// The last scan of each specification.
    List<Summary> summaries() {
        return last.values().stream().map(Last::summary).toList();
    }

    @Override
    public void forgotten(String specification) {
        last.remove(specification);
        Meters.forget(durations, 1, specification);
        Meters.forget(exemptions, 0, specification);
        Meters.forget(violations, 1, specification);
    }
}
