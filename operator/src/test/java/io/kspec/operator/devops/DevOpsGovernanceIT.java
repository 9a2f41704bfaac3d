package io.kspec.operator.devops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.devops.DevOpsPolicyStatus;
import io.kspec.kube.resource.DevOpsPolicy;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.TestNamespace;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Pods in, figures out: one pod, several, several namespaces, pods that come and go, the system's.
@ApiServer
final class DevOpsGovernanceIT {
    private static final String PROBES = "{requireLivenessProbe: true, requireReadinessProbe: true}";
    private final RunningDevOps devops;

    DevOpsGovernanceIT(KubernetesClient client, @TestNamespace String namespace) {
        this.devops = new RunningDevOps(client, namespace);
    }

    @AfterEach
    void stop() {
        devops.close();
    }

    @Test
    void oneCompliantPodIsHealthy() {
        devops.good("a");
        devops.declare("probes", PROBES);
        devops.awaitMessage("probes", "0 violations across 1 pods — Healthy (100)");
    }

    @Test
    void onePodWithoutProbesCostsPoints() {
        devops.bad("a");
        devops.declare("probes", PROBES);
        devops.awaitMessage("probes", "2 violations across 1 pods — Healthy (95)");
    }

    @Test
    void manyPodsShareThePenalty() {
        devops.bad("a");
        devops.bad("b");
        devops.good("c");
        devops.declare("probes", PROBES);
        devops.awaitMessage("probes", "4 violations across 3 pods — Healthy (97)");
        assertThat(devops.metrics.text())
                .contains("devopspolicy_health_score{namespace=\"%s\",policy=\"probes\"} 97.0"
                        .formatted(devops.namespace));
    }

    @Test
    void namespacesDoNotShareIt() {
        String other = devops.namespace + "-b";
        namespace(other);
        try {
            devops.bad("a");
            devops.declare("probes", PROBES);
            devops.declare(other, "probes", PROBES);
            devops.awaitMessage("probes", "2 violations across 1 pods — Healthy (95)");
            awaitIn(other, "0 violations across 0 pods — Healthy (100)");
        } finally {
            devops.client.namespaces().withName(other).delete();
            devops.client.resources(DevOpsPolicy.class).inNamespace(other).delete();
        }
    }

    @Test
    void podsThatComeAndGoChangeTheFigures() {
        devops.declare("probes", PROBES);
        devops.bad("a");
        devops.awaitMessage("probes", "2 violations across 1 pods — Healthy (95)");
        devops.client
                .pods()
                .inNamespace(devops.namespace)
                .withName("a")
                .withGracePeriod(0)
                .delete();
        devops.awaitMessage("probes", "0 violations across 0 pods — Healthy (100)");
    }

    @Test
    void aPolicyOfASystemNamespaceJudgesNothingAndSaysSo() {
        String system = devops.namespace.substring(0, Math.min(50, devops.namespace.length())) + "-x-system";
        namespace(system);
        try {
            devops.declare(system, "probes", "{requireLivenessProbe: true, enforcementMode: enforce}");
            DevOpsPolicyStatus status = awaitIn(system, "0 violations across 0 pods — Healthy (100)");
            assertThat(RunningDevOps.condition(status, "Excluded").status()).isEqualTo("True");
            assertThat(RunningDevOps.condition(status, "Enforced").reason()).isEqualTo("SystemNamespace");
        } finally {
            devops.client.resources(DevOpsPolicy.class).inNamespace(system).delete();
            devops.client.namespaces().withName(system).delete();
        }
    }

    private void namespace(String name) {
        devops.client
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    private DevOpsPolicyStatus awaitIn(String namespace, String message) {
        return await().atMost(RunningDevOps.PATIENCE)
                .until(
                        () -> Objects.requireNonNullElse(
                                devops.client
                                        .resources(DevOpsPolicy.class)
                                        .inNamespace(namespace)
                                        .withName("probes")
                                        .get()
                                        .getStatus(),
                                new DevOpsPolicyStatus(null, null, null, null, null, null, null, null, null, null)),
                        status -> message.equals(status.message()));
    }
}
