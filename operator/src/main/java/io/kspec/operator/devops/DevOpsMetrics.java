package io.kspec.operator.devops;

import io.kspec.core.devops.PodViolation;
import io.kspec.core.devops.PolicyEvaluation;
import io.kspec.core.devops.ViolationSeverity;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The figures of DevOpsPolicies, in a registry of their own. `devopspolicy_violations_total` is a gauge in spite of
/// its name: dashboards ask for it. Used by many threads.
public final class DevOpsMetrics {
    private static final String NAMESPACE = "namespace";
    private static final String POLICY = "policy";
    private static final double NANOS = 1e9;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter cycles = counter("devopspolicy_reconcile_total", "Evaluations of policies.");
    private final Counter errors = counter("devopspolicy_reconcile_errors_total", "Evaluations that failed.");
    private final Counter scanned =
            counter("devopspolicy_pods_scanned_total", "Pods judged, all evaluations together.");
    private final Counter applied =
            counter("devopspolicy_remediations_applied_total", "Workloads mended by enforcing policies.");
    private final Counter failed =
            counter("devopspolicy_remediations_failed_total", "Workloads that could not be mended.");
    private final Gauge violations =
            gauge("devopspolicy_violations_total", "Violations of a policy now.", NAMESPACE, POLICY);
    private final Gauge score = gauge("devopspolicy_health_score", "Health, 0 to 100.", NAMESPACE, POLICY);
    private final Gauge mode = gauge("devopspolicy_enforcement_mode", "0 for audit, 1 for enforce.", NAMESPACE, POLICY);
    private final Gauge severities =
            gauge("devopspolicy_violations_by_severity", "Violations now, by severity.", "severity", NAMESPACE, POLICY);
    private final Histogram duration = Histogram.builder()
            .name("devopspolicy_reconcile_duration_seconds")
            .help("How long an evaluation takes.")
            .classicOnly()
            .register(registry);

    /// What `/metrics` says.
    public String text() {
        var out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /// To be served besides others.
    public PrometheusRegistry registry() {
        return registry;
    }

    void evaluated(String namespace, String policy, boolean enforces, PolicyEvaluation evaluation) {
        cycles.inc();
        scanned.inc(evaluation.metrics().pods());
        violations.labelValues(namespace, policy).set(evaluation.violations().size());
        score.labelValues(namespace, policy).set(evaluation.score().value());
        mode.labelValues(namespace, policy).set(enforces ? 1 : 0);
        Map<ViolationSeverity, Long> counts = evaluation.violations().stream()
                .collect(Collectors.groupingBy(PodViolation::severity, Collectors.counting()));
        for (ViolationSeverity severity : ViolationSeverity.values()) {
            severities.labelValues(word(severity), namespace, policy).set(counts.getOrDefault(severity, 0L));
        }
    }

    void remediated(long applied, long failed) {
        this.applied.inc(applied);
        this.failed.inc(failed);
    }

    void took(Duration time) {
        duration.observe(time.toNanos() / NANOS);
    }

    void failed() {
        errors.inc();
    }

    /// Takes away every series of a policy.
    void forget(String namespace, String policy) {
        violations.remove(namespace, policy);
        score.remove(namespace, policy);
        mode.remove(namespace, policy);
        Arrays.stream(ViolationSeverity.values())
                .forEach(severity -> severities.remove(word(severity), namespace, policy));
    }

    private static String word(ViolationSeverity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private Counter counter(String name, String help) {
        return Counter.builder().name(name).help(help).register(registry);
    }

    private Gauge gauge(String name, String help, String... labels) {
        return Gauge.builder().name(name).help(help).labelNames(labels).register(registry);
    }
}
