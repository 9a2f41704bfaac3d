package io.kspec.operator.drift;

import io.kspec.core.report.ClusterSpecRef;
import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.DriftReportSpec;
import io.kspec.core.report.DriftReportStatus;
import io.kspec.core.report.DriftSeverity;
import io.kspec.core.report.RemediationStatus;
import io.kspec.core.status.Phase;
import io.kspec.kube.resource.DriftReport;
import io.kspec.kube.write.ObjectKind;
import io.kspec.operator.report.ReportWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Makes a DriftReport out of events and hands it to the writer of reports.
final class DriftReports {
    private final ReportWriter writer;

    DriftReports(ReportWriter writer) {
        this.writer = writer;
    }

    void write(DriftLog.Owner owner, List<DriftEvent> events, Instant now) {
        DriftSeverity worst = worst(events);
        var spec = new DriftReportSpec(
                new ClusterSpecRef(owner.name(), owner.version().orElse(null)),
                "local",
                writer.clusterUid(),
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                true,
                worst,
                events);
        writer.write(
                ObjectKind.DRIFT_REPORT,
                DriftReport.class,
                new ReportWriter.Draft(
                        owner.name() + "-drift", owner.name(), owner.uid(), Map.of("kspec.io/severity", worst.word())),
                spec,
                status(events),
                now);
    }

    static DriftReportStatus status(List<DriftEvent> events) {
        int remediated = (int) events.stream()
                .filter(event -> event.remediation().status() == RemediationStatus.SUCCESS)
                .count();
        return new DriftReportStatus(Phase.COMPLETED, events.size(), remediated, events.size() - remediated, List.of());
    }

    static DriftSeverity worst(List<DriftEvent> events) {
        return events.stream()
                .map(DriftEvent::severity)
                .max(Comparator.naturalOrder())
                .orElse(DriftSeverity.LOW);
    }
}
