package io.kspec.operator.remedy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.core.remedy.Remedy;
import io.kspec.core.report.ClusterSpecRef;
import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.DriftEventType;
import io.kspec.core.report.DriftReportSpec;
import io.kspec.core.report.DriftReportStatus;
import io.kspec.core.report.DriftSeverity;
import io.kspec.core.report.DriftType;
import io.kspec.core.report.DriftedResource;
import io.kspec.core.report.Remediation;
import io.kspec.core.report.RemediationAction;
import io.kspec.core.report.RemediationOutcome;
import io.kspec.core.report.RemediationStatus;
import io.kspec.core.status.Phase;
import io.kspec.kube.resource.DriftReport;
import io.kspec.kube.write.ObjectKind;
import io.kspec.operator.drift.DriftLog;
import io.kspec.operator.report.ReportWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes into DriftReports what is about to be changed, and afterwards what came of it.
final class RemedyRecords {
    private static final Logger LOG = LoggerFactory.getLogger(RemedyRecords.class);
    private static final int LONGEST_MESSAGE = 4096;
    private static final int LONGEST_CHECK = 253;

    private final ReportWriter reports;

    RemedyRecords(ReportWriter reports) {
        this.reports = reports;
    }

    /// Stores the plan; empty when the API server did not take it, and then nothing may be changed.
    Optional<DriftReport> begin(DriftLog.Owner owner, List<Case> cases, Instant now) {
        List<DriftEvent> events = cases.stream().map(RemedyRecords::event).toList();
        DriftSeverity worst = events.stream()
                .map(DriftEvent::severity)
                .max(Comparator.naturalOrder())
                .orElse(DriftSeverity.LOW);
        var spec = new DriftReportSpec(
                new ClusterSpecRef(owner.name(), owner.version().orElse(null)),
                "local",
                reports.clusterUid(),
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                true,
                worst,
                events);
        Optional<String> name = reports.write(
                ObjectKind.DRIFT_REPORT,
                DriftReport.class,
                new ReportWriter.Draft(
                        owner.name() + "-remediation",
                        owner.name(),
                        owner.uid(),
                        Map.of("kspec.io/severity", worst.word())),
                spec,
                status(events, List.of()),
                now);
        return name.flatMap(stored -> stored(owner.name()).stream()
                .filter(report -> report.getMetadata().getName().equals(stored))
                .findFirst());
    }

    void settle(DriftReport report, List<RemediationOutcome> outcomes) {
        reports.amend(ObjectKind.DRIFT_REPORT, report, status(report.getSpec().events(), outcomes));
    }

    /// The reports whose outcome nobody wrote down yet.
    List<DriftReport> unsettled(String specification) {
        return stored(specification).stream()
                .filter(report ->
                        report.getStatus() != null && report.getStatus().phase() == Phase.IN_PROGRESS)
                .toList();
    }

    private List<DriftReport> stored(String specification) {
        try {
            return reports.stored(DriftReport.class, specification);
        } catch (KubernetesClientException unreadable) {
            LOG.warn("reports of {} could not be read: {}", specification, unreadable.getMessage());
            return List.of();
        }
    }

    static RemediationOutcome outcome(int index, Result result, Instant now) {
        String at = now.truncatedTo(ChronoUnit.SECONDS).toString();
        return switch (result) {
            case Result.Mended _ ->
                new RemediationOutcome(index, RemediationAction.UPDATE, RemediationStatus.SUCCESS, at, null);
            case Result.Later later ->
                new RemediationOutcome(index, RemediationAction.UPDATE, RemediationStatus.PENDING, at, later.why());
            case Result.Failed failed ->
                new RemediationOutcome(
                        index, RemediationAction.UPDATE, RemediationStatus.FAILED, at, cut(failed.why()));
        };
    }

    /// In progress while an event waits for its outcome.
    private static DriftReportStatus status(List<DriftEvent> events, List<RemediationOutcome> outcomes) {
        int remediated = (int) outcomes.stream()
                .filter(outcome -> outcome.status() == RemediationStatus.SUCCESS)
                .count();
        long planned = events.stream()
                .filter(event -> event.remediation().action() == RemediationAction.UPDATE)
                .count();
        return new DriftReportStatus(
                outcomes.size() < planned ? Phase.IN_PROGRESS : Phase.COMPLETED,
                events.size(),
                remediated,
                events.size() - remediated,
                outcomes);
    }

    private static DriftEvent event(Case one) {
        String rule = one.rules().getFirst().id().toString();
        return new DriftEvent(
                DriftEventType.COMPLIANCE,
                DriftSeverity.valueOf(one.severity().name()),
                new DriftedResource(
                        one.live().path("apiVersion").asText(""),
                        one.kind(),
                        one.name(),
                        one.namespace(),
                        one.live().path("metadata").path("uid").asText("")),
                DriftType.VIOLATION,
                rule.length() <= LONGEST_CHECK ? rule : rule.substring(0, LONGEST_CHECK),
                cut(message(one)),
                one.changes().isEmpty() ? null : Remedy.after(one.changes()),
                one.changes().isEmpty() ? null : Remedy.before(one.changes()),
                null,
                switch (one) {
                    case Case.Mend _ ->
                        new Remediation(RemediationAction.UPDATE, RemediationStatus.PENDING, null, null);
                    case Case.Tell _ ->
                        new Remediation(RemediationAction.REPORT, RemediationStatus.MANUAL_REQUIRED, null, null);
                });
    }

    private static String message(Case one) {
        String changes = Remedy.sentence(one.changes());
        return switch (one) {
            case Case.Mend mend -> "%s breaks %s: %s%s".formatted(mend.key(), mend.ruleNames(), changes, left(mend));
            case Case.Tell tell ->
                "%s breaks %s, and is not changed: %s. %s"
                        .formatted(
                                tell.key(), tell.ruleNames(), tell.suggestion().why(), changes);
        };
    }

    private static String left(Case.Mend mend) {
        List<String> left = mend.remedy().left();
        return left.isEmpty() ? "" : ". Left to people: " + String.join("; ", left);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
}
