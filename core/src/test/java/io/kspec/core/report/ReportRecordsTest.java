package io.kspec.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.kspec.core.status.ClusterSpecStatus;
import io.kspec.core.status.ClusterTargetStatus;
import io.kspec.core.status.Condition;
import io.kspec.core.status.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportRecordsTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void aDriftReportReadsBackAsItWasWritten() throws Exception {
        var event = new DriftEvent(
                DriftEventType.POLICY,
                DriftSeverity.HIGH,
                new DriftedResource("v1", "ClusterPolicy", "a", null, null),
                DriftType.DELETED,
                null,
                "it was deleted",
                mapper.readTree("{\"spec\":{}}"),
                NullNode.getInstance(),
                new ChangedBy(null, null, null, "not recorded"),
                new Remediation(RemediationAction.CREATE, RemediationStatus.SUCCESS, "2026-01-01T00:00:00Z", null));
        var spec = new DriftReportSpec(
                new ClusterSpecRef("prod", "1.2.0"),
                "local",
                "uid",
                "2026-01-01T00:00:00Z",
                true,
                DriftSeverity.HIGH,
                List.of(event));
        assertThat(there(spec, DriftReportSpec.class)).isEqualTo(spec);
    }

    @Test
    void theWordsOfTheSeedsStandOnTheWire() {
        JsonNode remediation = mapper.valueToTree(
                new Remediation(RemediationAction.REPORT, RemediationStatus.MANUAL_REQUIRED, null, null));
        assertThat(remediation.path("action").asText()).isEqualTo("report");
        assertThat(remediation.path("status").asText()).isEqualTo("manual-required");
        assertThat(mapper.valueToTree(DriftType.EXTRA).asText()).isEqualTo(DriftType.EXTRA.word());
        assertThat(mapper.valueToTree(DriftEventType.CONFIGURATION).asText())
                .isEqualTo(DriftEventType.CONFIGURATION.word());
        assertThat(RemediationAction.UPDATE.word()).isEqualTo("update");
        assertThat(DriftSeverity.CRITICAL.word()).isEqualTo("critical");
        assertThat(Phase.COMPLETED.word()).isEqualTo("Completed");
    }

    @Test
    void aComplianceReportReadsBackAsItWasWritten() throws Exception {
        var spec = new ComplianceReportSpec(
                new ClusterSpecRef("prod", null),
                "local",
                null,
                "2026-01-01T00:00:00Z",
                new ReportSummary(48, 45, 3, 94, 0, 0, 0),
                false,
                List.of(new ReportResult(
                        "network-policies",
                        "x",
                        "network",
                        "Fail",
                        "High",
                        "audit",
                        "3 missing",
                        mapper.readTree("{}"),
                        2)),
                List.of(new ReportedExemption("known", "a good reason", "alice", "2027-01-01T00:00:00Z", "active", 3)));
        assertThat(there(spec, ComplianceReportSpec.class)).isEqualTo(spec);
    }

    @Test
    void whatIsAbsentOnTheWireIsAnEmptyList() throws Exception {
        assertThat(mapper.readValue("{}", DriftReportStatus.class).remediations())
                .isEmpty();
        assertThat(mapper.readValue("{}", ClusterTargetStatus.class).conditions())
                .isEmpty();
        ClusterSpecStatus status = mapper.readValue("{}", ClusterSpecStatus.class);
        assertThat(status.conditions()).isEmpty();
        assertThat(status.unsupportedKeys()).isEmpty();
    }

    @Test
    void statusesReadBackAsTheyWereWritten() throws Exception {
        var condition = new Condition("Ready", "True", "Reconciled", "fine", "2026-01-01T00:00:00Z", 3);
        var outcome = new RemediationOutcome(0, RemediationAction.UPDATE, RemediationStatus.FAILED, null, "refused");
        var drift = new DriftReportStatus(Phase.COMPLETED, 3, 2, 1, List.of(outcome));
        var report = new ReportStatus(Phase.COMPLETED, "https://127.0.0.1/report");
        assertThat(there(condition, Condition.class)).isEqualTo(condition);
        assertThat(there(drift, DriftReportStatus.class)).isEqualTo(drift);
        assertThat(there(report, ReportStatus.class)).isEqualTo(report);
    }

    private <T> T there(T record, Class<T> type) throws Exception {
        return mapper.readValue(mapper.writeValueAsString(record), type);
    }
}
