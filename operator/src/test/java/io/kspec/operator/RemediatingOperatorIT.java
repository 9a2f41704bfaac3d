package io.kspec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.report.RemediationStatus;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.TestNamespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Remediation as the leader does it by itself; what it changes and leaves, `remedy.RemediationIT` tells.
@ApiServer
final class RemediatingOperatorIT {
    private RunningOperator operator;

    @AfterEach
    void stop() {
        operator.close();
    }

    @Test
    void theScanOfANewSpecificationMendsWhatItAsksFor(KubernetesClient client, @TestNamespace String namespace) {
        operator = new RunningOperator(client, OperatorOptions.onLoopback());
        operator.create(Yaml.privilegedTemplate("Deployment", namespace, "web"));
        operator.declare(Yaml.specification("prod", """
                mode: enforce
                    rules: [{rule: containers-are-unprivileged, mode: enforce, remediate: true}]"""));
        await().atMost(RunningOperator.PATIENCE).untilAsserted(() -> {
            assertThat(client.apps()
                            .deployments()
                            .inNamespace(namespace)
                            .withName("web")
                            .get()
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .getFirst()
                            .getSecurityContext()
                            .getPrivileged())
                    .isNull();
            assertThat(operator.complianceDrift("prod"))
                    .flatExtracting(report -> report.getStatus().remediations())
                    .anyMatch(outcome -> outcome.status() == RemediationStatus.SUCCESS);
        });
    }
}
