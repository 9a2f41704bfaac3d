package io.kspec.operator.audit;

import io.kspec.operator.metric.Meters;

/// Whether the audit log is complete.
public final class AuditMetrics {
    private AuditMetrics() {}

    public static void register(Meters meters, AuditLog log) {
        meters.counter(
                "kspec_audit_records_total", "Audit records taken.", callback -> callback.call((double) log.taken()));
        meters.counter(
                "kspec_audit_records_dropped_total",
                "Audit records lost because more came than could be written.",
                callback -> callback.call((double) log.dropped()));
    }
}
