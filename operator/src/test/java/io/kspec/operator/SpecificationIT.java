package io.kspec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.report.ReportResult;
import io.kspec.core.status.Phase;
import io.kspec.kube.resource.ClusterSpecification;
import io.kspec.kube.resource.ComplianceReport;
import io.kspec.kube.resource.Crds;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import io.kspec.testkit.TestNamespace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ApiServer
final class SpecificationIT {
    private RunningOperator operator;

    @AfterEach
    void stop() {
        operator.close();
    }

    @Test
    void aNewSpecificationIsJudgedReportedAndHeldInForceAtOnce(
            KubernetesClient client, @TestNamespace String namespace) {
        operator = new RunningOperator(client, OperatorOptions.onLoopback());
        operator.create(Yaml.privilegedPod(namespace, "bad"));
        ClusterSpecification judged = operator.declare(Yaml.specification("prod", "mode: enforce"));

        assertThat(judged.getStatus().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(judged.getStatus().lastScanTime()).isNotEmpty();
        assertThat(RunningOperator.condition(judged, "Ready").status()).isEqualTo("True");
        assertThat(RunningOperator.condition(judged, "PolicyEnforced").reason()).isEqualTo("NativePoliciesDeployed");
        assertThat(judged.getMetadata().getFinalizers()).containsExactly("kspec.io/cleanup");
        assertThat(judged.getStatus().summary().policiesEnforced())
                .isEqualTo(operator.policies().size());

        ComplianceReport report = operator.reports("prod").getFirst();
        assertThat(report.getMetadata().getName()).matches("prod-\\d{8}-\\d{6}");
        assertThat(report.getMetadata().getLabels())
                .containsEntry("kspec.io/cluster-spec", "prod")
                .containsEntry("kspec.io/report-type", "compliance");
        assertThat(report.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> assertThat(
                        owner.getUid())
                .isEqualTo(judged.getMetadata().getUid()));
        assertThat(report.getSpec().clusterSpecRef().version()).isEqualTo("1.2.0");
        assertThat(report.getSpec().summary().passRate())
                .isEqualTo(judged.getStatus().complianceScore());
        assertThat(report.getStatus().phase()).isEqualTo(Phase.COMPLETED);
        ReportResult privileged = report.getSpec().results().stream()
                .filter(result -> result.name().equals("privileged-containers"))
                .findFirst()
                .orElseThrow();
        assertThat(privileged.status()).isEqualTo("Fail");
        assertThat(privileged.details().path("violations").toString())
                .contains(namespace)
                .contains("bad");
    }

    @Test
    void aChangedSpecificationIsJudgedAnew(KubernetesClient client, Kubectl kubectl) {
        operator = new RunningOperator(client, OperatorOptions.onLoopback());
        operator.declare(Yaml.specification("prod", "mode: audit"));
        kubectl.run("patch", "clusterspec", "prod", "--type=merge", "-p={\"spec\":{\"version\":\"1.3.0\"}}");
        operator.awaitJudged("prod", 2);
        assertThat(operator.reports("prod"))
                .extracting(report -> report.getSpec().clusterSpecRef().version())
                .containsExactlyInAnyOrder("1.2.0", "1.3.0");
    }

    @Test
    void scansComeAtTheIntervalAndTheOldestReportsGo(KubernetesClient client) {
        operator = new RunningOperator(client, OperatorOptions.onLoopback("--interval=2s", "--retention=2"));
        operator.declare(Yaml.specification("prod", "mode: audit"));
        String first = operator.reports("prod").getFirst().getMetadata().getName();
        await().atMost(RunningOperator.PATIENCE).untilAsserted(() -> {
            List<String> names = operator.reports("prod").stream()
                    .map(report -> report.getMetadata().getName())
                    .toList();
            assertThat(names).hasSize(2).doesNotContain(first);
        });
    }

    @Test
    void aDeletedSpecificationTakesItsGuardsWithIt(KubernetesClient client) {
        operator = new RunningOperator(client, OperatorOptions.onLoopback());
        operator.declare(Yaml.specification("prod", "mode: enforce"));
        assertThat(operator.policies()).isNotEmpty();
        operator.retire("prod");
        assertThat(operator.policies()).isEmpty();
        // the garbage collector looks for newly installed kinds every 30 seconds
        await().atMost(Duration.ofSeconds(90))
                .until(() -> operator.reports("prod").isEmpty());
        assertThat(operator.guard("validatingwebhookconfigurations", "kspec-validating-webhook")
                        .orElseThrow()
                        .path("webhooks"))
                .extracting(entry -> entry.path("name").asText())
                .containsExactly("specifications.kspec.io", "pauses.kspec.io");
    }

    @Test
    void aClusterWithoutTheKindPolicyTemplateIsServedAllTheSame(KubernetesClient client) {
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("policytemplates.kspec.io")
                .withTimeout(30, TimeUnit.SECONDS)
                .delete();
        try {
            operator = new RunningOperator(client, OperatorOptions.onLoopback());
            ClusterSpecification judged = operator.declare(Yaml.specification("prod", "mode: enforce"));
            assertThat(RunningOperator.condition(judged, "Ready").status()).isEqualTo("True");
        } finally {
            Crds.install(client);
        }
    }

    @Test
    void twoSpecificationsDoNotTouchEachOthersGuards(KubernetesClient client) {
        operator = new RunningOperator(client, OperatorOptions.onLoopback());
        operator.declare(Yaml.specification("prod", "mode: enforce"));
        int ofOne = operator.policies().size();
        operator.declare(Yaml.specification("other", "mode: enforce"));
        assertThat(operator.policies()).hasSize(2 * ofOne);
        operator.retire("other");
        assertThat(operator.policies()).hasSize(ofOne).allMatch(name -> name.startsWith("kspec-prod-"));
    }

    @Test
    void whatWasStoredWhileKspecCouldNotBeAskedIsNotReadyAndSaysWhy(KubernetesClient client) {
        operator = new RunningOperator(client, OperatorOptions.onLoopback("--enable-webhooks=false"));
        operator.create("""
                apiVersion: kspec.io/v1alpha1
                kind: ClusterSpecification
                metadata: {name: broken}
                spec:
                  kubernetes: {minVersion: "1.32", maxVersion: "1.30"}
                """);
        await().atMost(RunningOperator.PATIENCE).until(() -> {
            ClusterSpecification found = operator.specification("broken");
            return found.getStatus() != null
                    && RunningOperator.condition(found, "Ready").reason().equals("InvalidSpec");
        });
        ClusterSpecification broken = operator.specification("broken");
        assertThat(broken.getStatus().phase()).isEqualTo(Phase.FAILED);
        assertThat(RunningOperator.condition(broken, "SpecValid").message()).contains("spec.kubernetes");
    }
}
