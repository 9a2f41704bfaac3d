package io.kspec.operator.devops;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.devops.EnabledChecks;
import io.kspec.core.devops.PolicyEvaluation;
import io.kspec.core.devops.SystemNamespaces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DevOpsMetricsTest {
    private final DevOpsMetrics metrics = new DevOpsMetrics();

    @Test
    void everyFigureHasTheNameThatDashboardsAskFor() {
        metrics.evaluated("shop", "strict", true, evaluation());
        metrics.remediated(2, 1);
        metrics.failed();
        metrics.took(Duration.ofMillis(20));
        assertThat(metrics.text().lines())
                .contains(
                        "# TYPE devopspolicy_reconcile_total counter",
                        "devopspolicy_reconcile_total 1.0",
                        "# TYPE devopspolicy_reconcile_errors_total counter",
                        "devopspolicy_reconcile_errors_total 1.0",
                        "# TYPE devopspolicy_violations_total gauge",
                        "devopspolicy_violations_total{namespace=\"shop\",policy=\"strict\"} 3.0",
                        "# TYPE devopspolicy_health_score gauge",
                        "devopspolicy_health_score{namespace=\"shop\",policy=\"strict\"} 90.0",
                        "devopspolicy_enforcement_mode{namespace=\"shop\",policy=\"strict\"} 1.0",
                        "# TYPE devopspolicy_pods_scanned_total counter",
                        "devopspolicy_pods_scanned_total 1.0",
                        "devopspolicy_remediations_applied_total 2.0",
                        "devopspolicy_remediations_failed_total 1.0",
                        "# TYPE devopspolicy_reconcile_duration_seconds histogram",
                        "devopspolicy_reconcile_duration_seconds_count 1");
    }

    @Test
    void everySeverityIsThereAlsoWithoutViolations() {
        metrics.evaluated("shop", "strict", false, evaluation());
        assertThat(metrics.text().lines().filter(line -> line.startsWith("devopspolicy_violations_by_severity")))
                .containsExactlyInAnyOrder(
                        "devopspolicy_violations_by_severity{namespace=\"shop\",policy=\"strict\",severity=\"critical\"} 0.0",
                        "devopspolicy_violations_by_severity{namespace=\"shop\",policy=\"strict\",severity=\"high\"} 1.0",
                        "devopspolicy_violations_by_severity{namespace=\"shop\",policy=\"strict\",severity=\"low\"} 1.0",
                        "devopspolicy_violations_by_severity{namespace=\"shop\",policy=\"strict\",severity=\"medium\"} 1.0");
    }

    @Test
    void aPolicyThatIsGoneLeavesNoSeries() {
        metrics.evaluated("shop", "strict", true, evaluation());
        metrics.evaluated("shop", "other", true, evaluation());
        metrics.forget("shop", "strict");
        assertThat(metrics.text()).doesNotContain("policy=\"strict\"").contains("policy=\"other\"");
        assertThat(metrics.text()).contains("devopspolicy_reconcile_total 2.0");
    }

    @Test
    void theRegistryIsItsOwn() {
        assertThat(new DevOpsMetrics().text()).contains("devopspolicy_reconcile_total 0.0");
    }

    private static PolicyEvaluation evaluation() {
        return PolicyEvaluation.of(
                EnabledChecks.all(),
                "shop",
                List.of(TestPods.essence("nginx:latest", false, 0)),
                SystemNamespaces.usual(),
                Instant.parse("2026-03-01T12:00:00Z"));
    }
}
