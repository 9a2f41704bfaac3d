package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.drift.Difference;
import io.kspec.core.drift.ObjectDrift;
import io.kspec.core.report.ChangedBy;
import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.Remediation;
import io.kspec.core.report.RemediationAction;
import io.kspec.core.report.RemediationStatus;
import io.kspec.kube.write.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What a tampered guard and its repair look like in a report. Pure.
final class DriftEvents {
    private DriftEvents() {}

    static DriftEvent deleted(Guard guard, Remediation remediation) {
        return ObjectDrift.deleted(Rulings.type(guard), guard.object(), remediation);
    }

    static DriftEvent modified(
            Guard guard, ObjectNode live, Difference difference, ChangedBy author, Remediation remediation) {
        String uid = live.path("metadata").path("uid").asText("");
        return ObjectDrift.modified(Rulings.type(guard), guard.object(), uid, difference, author, remediation);
    }

    /// What a repair came to.
    static Remediation remediation(RemediationAction action, Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Done _ ->
                new Remediation(
                        action,
                        RemediationStatus.SUCCESS,
                        now.truncatedTo(ChronoUnit.MILLIS).toString(),
                        null);
            case Outcome.Outdated _ -> new Remediation(action, RemediationStatus.PENDING, null, null);
            case Outcome.Refused refused ->
                new Remediation(
                        action,
                        RemediationStatus.FAILED,
                        now.truncatedTo(ChronoUnit.MILLIS).toString(),
                        refused.why().sentence());
        };
    }

    /// Drift that is shown and not repaired.
    static Remediation reported() {
        return new Remediation(RemediationAction.REPORT, RemediationStatus.PENDING, null, null);
    }

    /// Drift that is repaired when a person consents.
    static Remediation awaited(RemediationAction action) {
        return new Remediation(action, RemediationStatus.MANUAL_REQUIRED, null, null);
    }

    /// The same event with more said about it.
    static DriftEvent saying(DriftEvent event, String more) {
        return new DriftEvent(
                event.type(),
                event.severity(),
                event.resource(),
                event.driftType(),
                event.check(),
                event.message() + more,
                event.expected(),
                event.actual(),
                event.changedBy(),
                event.remediation());
    }
}
