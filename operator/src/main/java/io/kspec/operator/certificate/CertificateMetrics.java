package io.kspec.operator.certificate;

import io.kspec.operator.metric.Meters;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.time.Instant;

/// Certificates: how long they took, how often they were renewed, when they end.
public final class CertificateMetrics {
    private static final double[] SECONDS = {1, 5, 10, 30, 60, 120, 300};
    private static final double MILLIS = 1e3;

    private final Histogram provisioning;
    private final Counter renewals;
    private final Gauge ends;

    public CertificateMetrics(Meters meters) {
        provisioning = meters.histogram(
                "kspec_certificate_provisioning_duration_seconds",
                "Time from asking for a certificate to having it.",
                SECONDS);
        provisioning.initLabelValues();
        renewals = meters.counter("kspec_certificate_renewal_total", "Certificates taken into use after the first.");
        Meters.begin(renewals);
        ends = meters.gauge(
                "kspec_certificate_expiry_timestamp_seconds", "When the certificate ends, since the epoch.", "name");
    }

    /// A certificate was taken into use.
    ///
    /// @param took since it was needed, or a renewed one was seen
    public void inUse(Instant notAfter, Duration took) {
        ends.labelValues(CertificateSecrets.SERVING).set((double) notAfter.getEpochSecond());
        provisioning.observe((double) took.toMillis() / MILLIS);
    }

    public void renewed() {
        renewals.inc();
    }
}
