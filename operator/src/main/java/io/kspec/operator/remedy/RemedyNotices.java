package io.kspec.operator.remedy;

import io.kspec.core.remedy.FieldChange;
import io.kspec.core.remedy.Remedy;
import io.kspec.core.remedy.Spot;
import io.kspec.core.report.RemediationAction;
import io.kspec.core.report.RemediationStatus;
import io.kspec.kube.event.EventRecorder;
import io.kspec.kube.event.Occurrence;
import io.kspec.kube.event.Regarding;
import io.kspec.operator.audit.AuditLog;
import io.kspec.operator.audit.AuditRecord;
import io.kspec.operator.drift.DriftMetrics;
import java.util.Locale;
import java.util.stream.Collectors;

/// Tells of remediation: as events on the workloads, in the audit log, and in metrics.
public record RemedyNotices(EventRecorder events, AuditLog audit, DriftMetrics metrics) {
    private static final String ACTION = "Remediate";

    void mended(String specification, Case one) {
        events.record(
                regarding(one),
                Occurrence.normal(
                        "Remediated",
                        ACTION,
                        "Undo: kspec remediation undo %s/%s -n %s. %s asks for it (%s): %s"
                                .formatted(
                                        one.kind().toLowerCase(Locale.ROOT),
                                        one.name(),
                                        one.namespace(),
                                        specification,
                                        one.ruleNames(),
                                        Remedy.sentence(one.changes()))));
        count(specification, one, RemediationAction.UPDATE, RemediationStatus.SUCCESS);
    }

    void failed(String specification, Case one, String why) {
        events.record(
                regarding(one),
                Occurrence.warning(
                        "RemediationFailed", ACTION, "%s (%s): %s".formatted(specification, one.ruleNames(), why)));
        count(specification, one, RemediationAction.UPDATE, RemediationStatus.FAILED);
    }

    void suggested(String specification, Case.Tell one) {
        String change = one.changes().isEmpty() ? "" : ". What would do: " + Remedy.sentence(one.changes());
        events.record(
                regarding(one),
                Occurrence.warning(
                        "RemediationSuggested",
                        ACTION,
                        "%s (%s): %s%s"
                                .formatted(
                                        specification,
                                        one.ruleNames(),
                                        one.suggestion().why(),
                                        change)));
        count(specification, one, RemediationAction.REPORT, RemediationStatus.MANUAL_REQUIRED);
    }

    private void count(String specification, Case one, RemediationAction action, RemediationStatus status) {
        metrics.acted(specification, action, status);
        audit.add(AuditRecord.of(
                AuditRecord.Act.REMEDIATED,
                "%s %s/%s".formatted(one.kind(), one.namespace(), one.name()),
                "specification",
                specification,
                "rules",
                one.ruleNames(),
                "fields",
                one.changes().stream().map(FieldChange::spot).map(Spot::display).collect(Collectors.joining(", ")),
                "action",
                action.word(),
                "outcome",
                status.word()));
    }

    private static Regarding regarding(Case one) {
        return new Regarding(
                one.live().path("apiVersion").asText(""),
                one.kind(),
                one.namespace(),
                one.name(),
                one.live().path("metadata").path("uid").asText(""));
    }
}
