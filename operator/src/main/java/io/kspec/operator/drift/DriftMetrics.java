package io.kspec.operator.drift;

import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.DriftEventType;
import io.kspec.core.report.DriftType;
import io.kspec.core.report.RemediationAction;
import io.kspec.core.report.RemediationStatus;
import io.kspec.operator.metric.Meters;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Drift that was seen, and what stands unrepaired.
public final class DriftMetrics {
    private static final int SPECIFICATION = 2;
    private static final String FAILED = "remediation_failed";

    private final Meters.ClusterLabels cluster;
    private final Gauge detected;
    private final Gauge open;
    private final Gauge byType;
    private final Counter events;
    private final Counter actions;
    private final Counter errors;
    private final Counter fights;
    /// How each object drifted last, by kind and name.
    private final Map<String, DriftType> kinds = new ConcurrentHashMap<>();

    private final Set<String> drifting = ConcurrentHashMap.newKeySet();

    public DriftMetrics(Meters meters) {
        cluster = meters.cluster();
        detected = gauge(meters, "kspec_drift_detected", "1 while something stands other than intended.");
        open = gauge(meters, "kspec_drift_events_open", "Objects that stand other than intended.");
        byType = meters.gauge(
                "kspec_drift_events_by_type",
                "Objects that stand other than intended, by how they drifted.",
                "cluster_name",
                "cluster_uid",
                "cluster_spec",
                "drift_kind");
        events = counter(meters, "kspec_drift_events_total", "Drift that was seen.", "type");
        actions = meters.counter(
                "kspec_remediation_actions_total",
                "What was done about drift, by result.",
                "cluster_name",
                "cluster_uid",
                "cluster_spec",
                "action",
                "result");
        errors = counter(meters, "kspec_remediation_errors_total", "Repairs that failed.", "error_type");
        fights = meters.counter(
                "kspec_repair_fights_total",
                "Repairs of what somebody else changes again and again.",
                "cluster_name",
                "cluster_uid",
                "cluster_spec");
    }

    private static Gauge gauge(Meters meters, String name, String help) {
        return meters.gauge(name, help, "cluster_name", "cluster_uid", "cluster_spec");
    }

    private static Counter counter(Meters meters, String name, String help, String label) {
        return meters.counter(name, help, "cluster_name", "cluster_uid", "cluster_spec", label);
    }

    void seen(GuardDrift drift) {
        DriftEvent event = drift.event();
        if (event.type() != DriftEventType.COMPLIANCE) {
            kinds.put(event.resource().kind() + " " + event.resource().name(), event.driftType());
        }
        for (String specification : drift.specifications()) {
            labels(events, specification, event.type().word()).inc();
            acted(
                    specification,
                    event.remediation().action(),
                    event.remediation().status());
            if (drift.fight()) {
                fights.labelValues(cluster.name(), cluster.uid(), specification).inc();
            }
        }
    }

    /// Something was done about drift, or left to people.
    public void acted(String specification, RemediationAction action, RemediationStatus status) {
        actions.labelValues(cluster.name(), cluster.uid(), specification, action.word(), status.word())
                .inc();
        if (status == RemediationStatus.FAILED) {
            labels(errors, specification, FAILED).inc();
        }
    }

    private io.prometheus.metrics.core.datapoints.CounterDataPoint labels(
            Counter counter, String specification, String last) {
        return counter.labelValues(cluster.name(), cluster.uid(), specification, last);
    }

    /// What stands other than intended now; empty once everything was put right.
    ///
    /// @param differing kind and name, separated by a space
    public void stands(String specification, List<String> differing) {
        if (drifting.add(specification)) {
            begin(specification);
        }
        detected.labelValues(cluster.name(), cluster.uid(), specification).set(differing.isEmpty() ? 0 : 1);
        open.labelValues(cluster.name(), cluster.uid(), specification).set(differing.size());
        Map<DriftType, Long> counts = differing.stream()
                .collect(Collectors.groupingBy(
                        object -> kinds.getOrDefault(object, DriftType.MODIFIED), Collectors.counting()));
        for (DriftType kind : DriftType.values()) {
            byType.labelValues(cluster.name(), cluster.uid(), specification, kind.word())
                    .set(counts.getOrDefault(kind, 0L));
        }
    }

    private void begin(String specification) {
        for (DriftEventType type : DriftEventType.values()) {
            labels(events, specification, type.word()).inc(0);
        }
        labels(errors, specification, FAILED).inc(0);
        fights.labelValues(cluster.name(), cluster.uid(), specification).inc(0);
        for (String action : List.of("create", "update", "delete")) {
            actions.labelValues(cluster.name(), cluster.uid(), specification, action, "success")
                    .inc(0);
        }
    }

    /// How many specifications drift.
    public long drifting() {
        Function<String, Double> value =
                specification -> detected.labelValues(cluster.name(), cluster.uid(), specification)
                        .get();
        return drifting.stream().filter(one -> value.apply(one) > 0).count();
    }

    /// The specification is gone, and its series with it.
    public void forget(String specification) {
        drifting.remove(specification);
        List.of(detected, open, byType).forEach(metric -> Meters.forget(metric, SPECIFICATION, specification));
        List.of(events, actions, errors, fights).forEach(metric -> Meters.forget(metric, SPECIFICATION, specification));
    }
}
