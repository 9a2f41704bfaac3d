package io.kspec.operator.certificate;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;

/// What this replica tells of its serving certificate.
final class CertificateMetrics {
    private final Gauge expiry;
    private final Counter renewals;
    private final Histogram provisioning;

    CertificateMetrics(PrometheusRegistry registry) {
        this.expiry = Gauge.builder()
                .name("kspec_certificate_expiry_timestamp_seconds")
                .help("When the certificate in use ends, in seconds since 1970")
                .labelNames("name")
                .register(registry);
        this.renewals = Counter.builder()
                .name("kspec_certificate_renewal_total")
                .help("How often this replica took a renewed certificate into use")
                .register(registry);
        this.provisioning = Histogram.builder()
                .name("kspec_certificate_provisioning_duration_seconds")
                .help("From the first need of a certificate, or the first sight of a renewed one, to its use")
                .classicOnly()
                .classicUpperBounds(1, 5, 10, 30, 60, 120, 300)
                .register(registry);
    }

    void inUse(Instant notAfter, Duration provisioned) {
        expiry.labelValues(CertificateSecrets.SERVING).set((double) notAfter.getEpochSecond());
        provisioning.observe(provisioned.toMillis() / 1000.0);
    }

    void renewed() {
        renewals.inc();
    }
}
