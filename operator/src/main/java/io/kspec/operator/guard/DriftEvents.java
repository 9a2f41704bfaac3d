package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.drift.Difference;
import io.kspec.core.report.ChangedBy;
import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.DriftEventType;
import io.kspec.core.report.DriftSeverity;
import io.kspec.core.report.DriftType;
import io.kspec.core.report.DriftedResource;
import io.kspec.core.report.Remediation;
import io.kspec.core.report.RemediationAction;
import io.kspec.core.report.RemediationStatus;
import io.kspec.core.verdict.FieldPath;
import io.kspec.kube.write.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/// What a tampered guard and its repair look like in a report. Pure.
final class DriftEvents {
    private DriftEvents() {}

    static DriftEvent deleted(Guard guard, Remediation remediation) {
        return new DriftEvent(
                type(guard),
                DriftSeverity.HIGH,
                resource(guard, ""),
                DriftType.DELETED,
                null,
                "%s was deleted; who did it is not recorded by the API".formatted(guard.id()),
                Comparison.essence(guard.object()),
                NullNode.getInstance(),
                Comparison.nobodyKnown(),
                remediation);
    }

    static DriftEvent modified(
            Guard guard, ObjectNode live, Difference difference, ChangedBy author, Remediation remediation) {
        String fields = difference.paths().stream().map(FieldPath::dotted).collect(Collectors.joining(", "));
        String by = author.manager() == null ? "" : " by " + author.manager();
        return new DriftEvent(
                type(guard),
                DriftSeverity.MEDIUM,
                resource(guard, live.path("metadata").path("uid").asText("")),
                DriftType.MODIFIED,
                null,
                "%s was changed%s: %s".formatted(guard.id(), by, fields),
                difference.expected(),
                difference.actual(),
                author,
                remediation);
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

    private static DriftEventType type(Guard guard) {
        return guard.id().equals(Registration.id()) ? DriftEventType.CONFIGURATION : DriftEventType.POLICY;
    }

    private static DriftedResource resource(Guard guard, String uid) {
        return new DriftedResource(
                guard.id().kind().apiVersion(),
                guard.id().kind().kind(),
                guard.id().name(),
                null,
                uid.isEmpty() ? null : uid);
    }
}
