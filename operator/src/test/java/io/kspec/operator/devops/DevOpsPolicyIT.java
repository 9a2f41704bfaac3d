package io.kspec.operator.devops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.devops.DevOpsPolicyStatus;
import io.kspec.kube.resource.DevOpsPolicy;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.TestNamespace;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The operator's cases on a real API server, from a declared policy to its status.
@ApiServer
final class DevOpsPolicyIT {
    private static final String EVERYTHING = "{forbidLatestTag: true, requireLivenessProbe: true,"
            + " requireReadinessProbe: true, maxRestartCount: 3, forbidPendingDuration: 300}";
    private final RunningDevOps devops;

    DevOpsPolicyIT(KubernetesClient client, @TestNamespace String namespace) {
        this.devops = new RunningDevOps(client, namespace);
    }

    @AfterEach
    void stop() {
        devops.close();
    }

    @Test
    void compliantPodsAreHealthy() {
        devops.good("a");
        devops.good("b");
        devops.declare("all", EVERYTHING);
        devops.awaitMessage("all", "0 violations across 2 pods — Healthy (100)");
    }

    @Test
    void mixedPodsAreScoredTogether() {
        devops.good("a");
        devops.bad("b");
        devops.declare("all", EVERYTHING);
        devops.awaitMessage("all", "3 violations across 2 pods — Healthy (95)");
    }

    @Test
    void restlessPodsWithoutProbesAreDegraded() {
        devops.run(TestPods.pod(devops.namespace, "a", "nginx:latest", false), 10);
        devops.declare("all", EVERYTHING);
        DevOpsPolicyStatus status = devops.awaitMessage("all", "4 violations across 1 pods — Stable (60)");
        assertThat(status.healthy()).isFalse();
    }

    @Test
    void anEmptyNamespaceIsHealthy() {
        devops.declare("all", EVERYTHING);
        devops.awaitMessage("all", "0 violations across 0 pods — Healthy (100)");
    }

    @Test
    void aPolicyWithoutChecksFindsNothing() {
        devops.bad("a");
        devops.declare("none", "{}");
        devops.awaitMessage("none", "0 violations across 1 pods — Healthy (100)");
    }

    @Test
    void aNewPodIsNoticedAtOnce() {
        devops.declare("all", EVERYTHING);
        devops.awaitMessage("all", "0 violations across 0 pods — Healthy (100)");
        Instant created = Instant.now();
        devops.bad("a");
        DevOpsPolicyStatus status = devops.awaitMessage("all", "3 violations across 1 pods — Healthy (90)");
        assertThat(status.lastEvaluated())
                .isGreaterThanOrEqualTo(created.toString().substring(0, 19));
        assertThat(status.observedGeneration()).isEqualTo(1);
    }

    @Test
    void aChangedPolicyChangesTheScore() {
        devops.bad("a");
        devops.declare("all", "{forbidLatestTag: true}");
        devops.awaitMessage("all", "1 violations across 1 pods — Healthy (95)");
        devops.change("all", EVERYTHING);
        DevOpsPolicyStatus status = devops.awaitMessage("all", "3 violations across 1 pods — Healthy (90)");
        assertThat(status.observedGeneration()).isEqualTo(2);
    }

    @Test
    void theThresholdOfRestartsIsThePolicys() {
        devops.run(TestPods.pod(devops.namespace, "a", "nginx:1", true), 5);
        devops.declare("five", "{maxRestartCount: 5}");
        devops.declare("four", "{maxRestartCount: 4}");
        devops.awaitMessage("five", "0 violations across 1 pods — Healthy (100)");
        devops.awaitMessage("four", "1 violations across 1 pods — Stable (70)");
    }

    @Test
    void everyFieldOfTheStatusIsSet() {
        devops.bad("a");
        devops.declare("all", EVERYTHING);
        DevOpsPolicyStatus status = devops.awaitMessage("all", "3 violations across 1 pods — Healthy (90)");
        assertThat(status.observedGeneration()).isEqualTo(1);
        assertThat(status.healthy()).isTrue();
        assertThat(status.healthScore()).isEqualTo(90);
        assertThat(status.violations()).isEqualTo(3);
        assertThat(status.lastEvaluated()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(status.remediationsApplied()).isNull();
        assertThat(status.conditions())
                .extracting(condition -> "%s=%s".formatted(condition.type(), condition.status()))
                .containsExactly("Evaluated=True", "Enforced=False", "Excluded=False");
    }

    @Test
    void severalPoliciesOfANamespaceAreEachTheirOwn() {
        devops.bad("a");
        devops.declare("tags", "{forbidLatestTag: true}");
        devops.declare("probes", "{requireLivenessProbe: true, requireReadinessProbe: true}");
        devops.awaitMessage("tags", "1 violations across 1 pods — Healthy (95)");
        devops.awaitMessage("probes", "2 violations across 1 pods — Healthy (95)");
        assertThat(devops.metrics.text())
                .contains("devopspolicy_violations_total{namespace=\"%s\",policy=\"tags\"} 1.0"
                        .formatted(devops.namespace))
                .contains("devopspolicy_violations_total{namespace=\"%s\",policy=\"probes\"} 2.0"
                        .formatted(devops.namespace));
    }

    @Test
    void aPendingPodIsNoticedWhenItCrossesItsLine() {
        devops.client
                .resource(TestPods.pod(devops.namespace, "waits", "nginx:1", true))
                .create();
        devops.declare("patient", "{forbidPendingDuration: 8}");
        devops.awaitMessage("patient", "0 violations across 1 pods — Healthy (100)");
        DevOpsPolicyStatus status = devops.awaitMessage("patient", "1 violations across 1 pods — Healthy (96)");
        Instant created = Instant.parse(devops.client
                .pods()
                .inNamespace(devops.namespace)
                .withName("waits")
                .get()
                .getMetadata()
                .getCreationTimestamp());
        assertThat(devops.evaluations())
                .as("a status must not wake its own policy")
                .isLessThan(20);
        assertThat(Instant.parse(status.lastEvaluated())).isBetween(created.plusSeconds(8), created.plusSeconds(25));
    }

    @Test
    void finishedPodsAreNeitherJudgedNorCounted() {
        devops.bad("a");
        devops.client.pods().inNamespace(devops.namespace).withName("a").editStatus(pod -> {
            pod.getStatus().setPhase("Succeeded");
            return pod;
        });
        devops.declare("all", EVERYTHING);
        devops.awaitMessage("all", "0 violations across 0 pods — Healthy (100)");
    }

    @Test
    void thePolicyComesBackAsItWasDeclared() {
        DevOpsPolicy declared = devops.declare("all", EVERYTHING);
        devops.awaitStatus("all", status -> true);
        assertThat(devops.policy("all").getSpec()).isEqualTo(declared.getSpec());
        assertThat(devops.policy("all").getMetadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void anEventTellsWhenHealthChangesAndOnlyThen() {
        devops.run(TestPods.pod(devops.namespace, "a", "nginx:1", true), 5);
        devops.declare("all", EVERYTHING);
        devops.awaitMessage("all", "1 violations across 1 pods — Stable (70)");
        devops.good("b");
        devops.awaitMessage("all", "1 violations across 2 pods — Healthy (85)");
        devops.good("c");
        devops.awaitMessage("all", "1 violations across 3 pods — Healthy (90)");
        await().atMost(RunningDevOps.PATIENCE).untilAsserted(() -> assertThat(devops.events("all"))
                .containsExactlyInAnyOrder("PolicyUnhealthy", "PolicyHealthy"));
    }
}
