package io.kspec.operator.drift;

import io.kspec.core.report.ChangedBy;
import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.DriftEventType;
import io.kspec.kube.event.EventRecorder;
import io.kspec.kube.event.Occurrence;
import io.kspec.kube.event.Regarding;
import io.kspec.operator.audit.AuditLog;
import io.kspec.operator.audit.AuditRecord;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Tells of drift as it is seen: in metrics, in the audit log, and as events on the specifications it concerns.
public final class DriftNotices implements Consumer<GuardDrift> {
    private final DriftMetrics metrics;
    private final AuditLog audit;
    private final EventRecorder events;
    private final Function<String, Optional<DriftLog.Owner>> owners;

    public DriftNotices(
            DriftMetrics metrics,
            AuditLog audit,
            EventRecorder events,
            Function<String, Optional<DriftLog.Owner>> owners) {
        this.metrics = metrics;
        this.audit = audit;
        this.events = events;
        this.owners = owners;
    }

    @Override
    public void accept(GuardDrift drift) {
        DriftEvent event = drift.event();
        String object = event.resource().kind() + " " + event.resource().name();
        metrics.seen(drift);
        if (event.type() == DriftEventType.COMPLIANCE) {
            return; // nothing was done, and one event for each object would hide all others of the specification
        }
        audit.add(AuditRecord.of(
                AuditRecord.Act.REPAIRED,
                object,
                "drift",
                event.driftType().word(),
                "action",
                event.remediation().action().word(),
                "outcome",
                event.remediation().status().word(),
                "changedBy",
                String.valueOf(event.changedBy()),
                "specifications",
                String.join(",", drift.specifications())));
        for (String specification : drift.specifications()) {
            owners.apply(specification).ifPresent(owner -> tell(owner, event, object, drift.fight()));
        }
    }

    private void tell(DriftLog.Owner owner, DriftEvent event, String object, boolean fight) {
        var regarding = new Regarding("kspec.io/v1alpha1", "ClusterSpecification", "", owner.name(), owner.uid());
        String note = Objects.requireNonNullElse(event.message(), object);
        events.record(
                regarding,
                switch (event.remediation().status()) {
                    case SUCCESS -> Occurrence.normal("DriftRepaired", "Repair", note);
                    case FAILED -> Occurrence.warning("DriftRepairFailed", "Repair", note);
                    case PENDING -> Occurrence.warning("DriftReported", "Report", note);
                    case MANUAL_REQUIRED -> Occurrence.warning("RepairAwaitsApproval", "Report", note);
                });
        if (fight) {
            events.record(
                    regarding,
                    Occurrence.warning(
                            "RepairFight",
                            "Repair",
                            "%s is changed again and again by %s; it is put back ever more slowly, at most once a minute"
                                    .formatted(object, author(event))));
        }
    }

    private static String author(DriftEvent event) {
        ChangedBy by = event.changedBy();
        return by == null || by.manager() == null ? "somebody else" : by.manager();
    }
}
