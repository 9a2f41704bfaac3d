package io.kspec.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.operator.OperatorOptions;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import org.junit.jupiter.api.Test;

/// A namespace is on its way out and does not get there, because something in it is held back.
@ApiServer
final class TerminatingNamespaceIT {
    private static final String NAME = "on-its-way-out";
    private static final String HELD = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: held, namespace: on-its-way-out, finalizers: [example.com/hold]}
            """;

    @Test
    void kspecJudgesOnAndHoldsNothingBack(KubernetesClient client, Kubectl kubectl) {
        kubectl.run("create", "namespace", NAME);
        kubectl.runWithInput(HELD, "create", "-f", "-");
        assertThat(kubectl.runWithInput(Specifications.privilegedPod(NAME, ""), "create", "-f", "-")
                        .succeeded())
                .isTrue();
        try (var operator = new OperatorOnCluster(client, OperatorOptions.onLoopback("--interval=2s"))) {
            kubectl.runWithInput(Specifications.named("prod", "enforce", ""), "apply", "-f", "-");
            operator.awaitCondition("prod", "WebhookReady", "True");
            kubectl.run("delete", "namespace", NAME, "--wait=false");
            await("end of its pod")
                    .atMost(OperatorOnCluster.PATIENCE)
                    .until(() ->
                            client.pods().inNamespace(NAME).list().getItems().isEmpty());
            assertThat(kubectl.run("get", "namespace", NAME, "-o", "jsonpath={.status.phase}")
                            .stdout())
                    .isEqualTo("Terminating");

            int reports = operator.reports().size();
            await("scans that go on")
                    .atMost(OperatorOnCluster.PATIENCE)
                    .until(() -> operator.reports().size() > reports + 1);
            operator.awaitCondition("prod", "Ready", "True");
            assertThat(create(kubectl, NAME).stderr()).contains("because it is being terminated");
            assertThat(create(kubectl, "default").stderr()).contains("kspec refuses Pod default/bad");

            kubectl.run(
                    "patch",
                    "configmap",
                    "held",
                    "-n",
                    NAME,
                    "--type=merge",
                    "-p={\"metadata\":{\"finalizers\":null}}");
            await("end of the namespace")
                    .atMost(OperatorOnCluster.PATIENCE)
                    .until(() -> client.namespaces().withName(NAME).get() == null);
        }
    }

    private static Kubectl.Answer create(Kubectl kubectl, String namespace) {
        return kubectl.runWithInput(
                Specifications.privilegedPod(namespace, ""), "create", "--dry-run=server", "-f", "-");
    }
}
