package io.kspec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import io.kspec.testkit.TestNamespace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ApiServer
final class ObservationIT {
    private static final Path SCHEMAS = Path.of(System.getProperty("kspec.root"), "core/src/test/resources/schemas");
    private static final ResourceDefinitionContext REPORTS = new ResourceDefinitionContext.Builder()
            .withGroup("openreports.io")
            .withVersion("v1alpha1")
            .withKind("Report")
            .withPlural("reports")
            .withNamespaced(true)
            .build();

    /// Less often than what is refused.
    private static final Duration SCRAPES = Duration.ofSeconds(2);

    private RunningOperator operator;

    @AfterEach
    void stop() {
        operator.close();
    }

    @Test
    void theFirstScrapeShowsTwentyFiveMetricsBeforeAnythingHappened(KubernetesClient client) throws Exception {
        operator = new RunningOperator(client, OperatorOptions.onLoopback());
        assertThat(names(scrape())).hasSizeGreaterThanOrEqualTo(25);
    }

    @Test
    void whatHappensIsCountedAndGoesWithTheSpecification(
            KubernetesClient client, Kubectl kubectl, @TestNamespace String namespace) throws Exception {
        operator = new RunningOperator(client, OperatorOptions.onLoopback());
        operator.declare(Yaml.specification("prod", "mode: enforce"));
        assertThat(kubectl.runWithInput(Yaml.privilegedPod(namespace, "bad"), "create", "-f", "-")
                        .succeeded())
                .isFalse();
        String policy = operator.policies().getFirst();
        kubectl.run("delete", "validatingadmissionpolicy", policy);
        await().pollInterval(SCRAPES).atMost(RunningOperator.PATIENCE).untilAsserted(() -> assertThat(scrape())
                .containsPattern("kspec_drift_events_total\\{.*cluster_spec=\"prod\".*type=\"Policy\"} 1.0"));

        String metrics = scrape();
        assertThat(metrics)
                .contains("kspec_webhook_validation_results_total{mode=\"enforce\",result=\"denied\"} 1.0")
                .containsPattern(
                        "kspec_webhook_requests_total\\{operation=\"CREATE\",result=\"success\",webhook=\"validate\"} [1-9]")
                .contains("kspec_active_cluster_specs{mode=\"enforce\"} 1.0")
                .contains("kspec_leader_election_status 1.0")
                .contains("kspec_active_manager_instances 1.0")
                .contains("kspec_circuit_breaker_state{state=\"closed\"} 1.0")
                .containsPattern("kspec_circuit_breaker_window_requests [1-9]")
                .contains("# TYPE devopspolicy_reconcile_total counter")
                .containsPattern(
                        "kspec_compliance_score\\{cluster_name=\"local\",cluster_spec=\"prod\",cluster_uid=\"[^\"]+\"}")
                .containsPattern("kspec_remediation_actions_total\\{action=\"create\",.*result=\"success\"} 1.0")
                .containsPattern(
                        "kspec_reconcile_total\\{cluster_spec=\"prod\",controller=\"clusterspecification\",result=\"success\"} [1-9]")
                .containsPattern(
                        "kspec_reports_generated_total\\{cluster_name=\"local\",report_type=\"compliance\"} [1-9]")
                .contains(
                        "kspec_webhook_request_duration_seconds_bucket{result=\"success\",webhook=\"validate\",le=\"0.05\"}");
        assertThat(names(metrics)).hasSizeGreaterThanOrEqualTo(35);

        await().atMost(RunningOperator.PATIENCE).untilAsserted(() -> assertThat(events(client, "prod"))
                .contains("SpecificationValid", "ScanCompleted", "WebhookRegistered", "DriftRepaired"));

        operator.retire("prod");
        await().pollInterval(SCRAPES)
                .atMost(RunningOperator.PATIENCE)
                .untilAsserted(() -> assertThat(scrape()).isNotEmpty().doesNotContain("cluster_spec=\"prod\""));
    }

    @Test
    void findingsStandPerNamespaceAsOpenReportsWhereThatKindIsServed(
            KubernetesClient client, Kubectl kubectl, @TestNamespace String namespace) {
        for (String kind : List.of("reports", "clusterreports")) {
            kubectl.run(
                    "apply",
                    "-f",
                    SCHEMAS.resolve("openreports.io_%s.yaml".formatted(kind)).toString());
            kubectl.run("wait", "--for=condition=Established", "crd/%s.openreports.io".formatted(kind));
        }
        operator = new RunningOperator(client, OperatorOptions.onLoopback("--interval=2s"));
        operator.create(Yaml.privilegedPod(namespace, "bad"));
        operator.declare(Yaml.specification("prod", "mode: audit"));
        await().atMost(RunningOperator.PATIENCE)
                .untilAsserted(() -> assertThat(reports(client, namespace)).hasSize(1));
        GenericKubernetesResource report = reports(client, namespace).getFirst();
        assertThat(report.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getName()).isEqualTo("prod"));
        assertThat(report.<Integer>get("summary", "fail")).isPositive();

        String written = report.getMetadata().getResourceVersion();
        int scans = operator.reports("prod").size();
        await().atMost(RunningOperator.PATIENCE)
                .until(() -> operator.reports("prod").size() > scans + 1);
        assertThat(reports(client, namespace).getFirst().getMetadata().getResourceVersion())
                .isEqualTo(written);

        client.pods().inNamespace(namespace).withName("bad").withGracePeriod(0).delete();
        await().atMost(RunningOperator.PATIENCE)
                .untilAsserted(() -> assertThat(reports(client, namespace)).isEmpty());
    }

    private static List<GenericKubernetesResource> reports(KubernetesClient client, String namespace) {
        return client.genericKubernetesResources(REPORTS)
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    private static List<String> events(KubernetesClient client, String specification) {
        return client.events().v1().events().inNamespace("default").list().getItems().stream()
                .filter(event -> event.getRegarding().getName().equals(specification))
                .map(Event::getReason)
                .toList();
    }

    private String scrape() throws IOException, InterruptedException {
        URI uri = URI.create(
                "http://127.0.0.1:%d/metrics".formatted(operator.program().metricsPort()));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        }
    }

    /// Of metrics, as the scrape declares them.
    private static Set<String> names(String scrape) {
        return scrape.lines()
                .filter(line -> line.startsWith("# TYPE kspec_"))
                .map(line -> line.replaceAll("^# TYPE (\\S+) .*", "$1"))
                .collect(Collectors.toSet());
    }
}
