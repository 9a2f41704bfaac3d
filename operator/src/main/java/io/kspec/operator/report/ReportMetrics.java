package io.kspec.operator.report;

import io.kspec.kube.write.ObjectKind;
import io.kspec.operator.metric.Meters;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.Locale;

/// Reports that were stored.
public final class ReportMetrics {
    private final Counter generated;
    private final String cluster;

    public ReportMetrics(Meters meters) {
        cluster = meters.cluster().name();
        generated = meters.counter(
                "kspec_reports_generated_total", "Reports that were stored.", "report_type", "cluster_name");
        Meters.begin(generated, "compliance", cluster);
        Meters.begin(generated, "drift", cluster);
    }

    void stored(ObjectKind kind) {
        String type = kind.kind().replace("Report", "").toLowerCase(Locale.ROOT);
        generated.labelValues(type, cluster).inc();
    }
}
