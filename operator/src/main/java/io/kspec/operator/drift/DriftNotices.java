package io.kspec.operator.drift;

import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.RemediationAction;
import io.kspec.core.report.RemediationStatus;
import io.kspec.kube.event.EventRecorder;
import io.kspec.kube.event.Occurrence;
import io.kspec.kube.event.Regarding;
import io.kspec.operator.audit.AuditLog;
import io.kspec.operator.audit.AuditRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Tells of drift as it is seen: in metrics, in the audit log, and as events on the specifications it concerns.
public final class DriftNotices implements Consumer<GuardDrift> {
    static final int FIGHT = 3;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST_OBJECTS = 1000;

    private final DriftMetrics metrics;
    private final AuditLog audit;
    private final EventRecorder events;
    private final Function<String, Optional<DriftLog.Owner>> owners;
    private final Clock clock;
    /// When each object was repaired lately.
    private final Map<String, Deque<Instant>> repairs = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > MOST_OBJECTS;
        }
    };

    public DriftNotices(
            DriftMetrics metrics,
            AuditLog audit,
            EventRecorder events,
            Function<String, Optional<DriftLog.Owner>> owners,
            Clock clock) {
        this.metrics = metrics;
        this.audit = audit;
        this.events = events;
        this.owners = owners;
        this.clock = clock;
    }

    @Override
    public void accept(GuardDrift drift) {
        DriftEvent event = drift.event();
        String object = event.resource().kind() + " " + event.resource().name();
        metrics.seen(drift);
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
        boolean fight = repaired(event) && fights(object);
        for (String specification : drift.specifications()) {
            owners.apply(specification).ifPresent(owner -> tell(owner, event, object, fight));
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
                    case PENDING, MANUAL_REQUIRED -> Occurrence.warning("DriftReported", "Report", note);
                });
        if (fight) {
            events.record(
                    regarding,
                    Occurrence.warning(
                            "RepairFight",
                            "Repair",
                            "%s is changed again and again by somebody else. Find out who: kspec drift, or the object's"
                                            .formatted(object)
                                    + " managedFields."));
        }
    }

    private static boolean repaired(DriftEvent event) {
        return event.remediation().action() != RemediationAction.REPORT
                && event.remediation().status() == RemediationStatus.SUCCESS;
    }

    private synchronized boolean fights(String object) {
        Instant now = clock.instant();
        Deque<Instant> lately = repairs.computeIfAbsent(object, _ -> new ArrayDeque<>());
        while (!lately.isEmpty() && lately.peekFirst().isBefore(now.minus(WINDOW))) {
            lately.removeFirst();
        }
        lately.addLast(now);
        if (lately.size() > FIGHT + 1) {
            lately.removeFirst();
        }
        return lately.size() > FIGHT;
    }
}
