package io.kspec.acceptance.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The alerts: their names are a promise to those who route them, and each has a page that says what to do.
final class AlertsTest {
    private static final List<JsonNode> RULES = Chart.stream(
                    Chart.yaml(Chart.FOLDER.resolve("files/alerts.yaml")).path("groups"))
            .flatMap(group -> Chart.stream(group.path("rules")))
            .toList();

    /// Names and labels of every figure the operator gives; histograms without their endings.
    private static final Set<String> METRICS = Set.of(
            "kspec_compliance_score",
            "kspec_drift_detected",
            "kspec_drift_events_total",
            "kspec_remediation_actions_total",
            "kspec_remediation_errors_total",
            "kspec_cluster_target_healthy",
            "kspec_scan_duration_seconds",
            "kspec_reconcile_total",
            "kspec_reconcile_errors_total",
            "kspec_reconcile_duration_seconds",
            "kspec_certificate_provisioning_duration_seconds",
            "kspec_certificate_renewal_total",
            "kspec_certificate_expiry_timestamp_seconds",
            "kspec_leader_election_status",
            "kspec_leader_election_transitions_total",
            "kspec_active_manager_instances",
            "kspec_active_cluster_specs",
            "kspec_webhook_requests_total",
            "kspec_webhook_request_duration_seconds",
            "kspec_webhook_validation_results_total",
            "kspec_circuit_breaker_tripped",
            "kspec_circuit_breaker_error_rate",
            "kspec_alerts_sent_total",
            "kspec_policy_exemptions",
            "kspec_build_info");

    @Test
    void theAlertsOfTheOlderKspecKeepTheirNames() {
        assertThat(names())
                .hasSizeGreaterThanOrEqualTo(30)
                .contains(
                        "KSpecCircuitBreakerTripped",
                        "KSpecHighWebhookErrorRate",
                        "KSpecWebhookLatencyHigh",
                        "KSpecHighPolicyDenialRate",
                        "KSpecPolicyEnforcementDisabled",
                        "KSpecLowComplianceScore",
                        "KSpecCriticalComplianceScore",
                        "KSpecComplianceScoreDropping",
                        "KSpecDriftDetected",
                        "KSpecHighDriftEventRate",
                        "KSpecReconciliationFailures",
                        "KSpecReconciliationSlow",
                        "KSpecScanDurationHigh",
                        "KSpecClusterTargetUnhealthy",
                        "KSpecMultipleClustersDown",
                        "KSpecCertificateProvisioningSlow",
                        "KSpecHighCertificateRenewalRate");
    }

    @Test
    void anAlertAsksOnlyForFiguresThatAreGiven() {
        var asked = new TreeSet<String>();
        RULES.forEach(rule -> Pattern.compile("kspec_[a-z0-9_]+")
                .matcher(rule.path("expr").asText())
                .results()
                .map(found -> found.group().replaceAll("(_seconds)_(bucket|count|sum)$", "$1"))
                .forEach(asked::add));
        assertThat(asked).isEqualTo(new TreeSet<>(METRICS));
    }

    @Test
    void everyAlertSaysHowBadWhatAndWhatToDo() {
        List<String> sections = Chart.text(Chart.ROOT.resolve("docs/alerts.md"))
                .lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
        assertThat(sections).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(names());
        assertThat(RULES).allSatisfy(rule -> {
            assertThat(rule.path("severity").asText()).isIn("info", "warning", "critical");
            assertThat(rule.path("for").asText()).matches("[0-9]+[mh]");
            assertThat(Stream.of("summary", "description"))
                    .allSatisfy(text -> assertThat(rule.path(text).asText()).isNotBlank());
        });
    }

    private static Set<String> names() {
        var names = new TreeSet<String>();
        RULES.forEach(rule -> names.add(rule.path("alert").asText()));
        return names;
    }
}
