package io.kspec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import io.kspec.testkit.TestNamespace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ApiServer
final class AdmissionIT {
    private static RunningOperator operator;

    @BeforeAll
    static void start(KubernetesClient client) {
        operator = new RunningOperator(client, OperatorOptions.onLoopback());
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @AfterEach
    void retire() {
        if (operator.specification("prod") != null) {
            operator.retire("prod");
        }
    }

    @Test
    void underEnforceAPrivilegedPodIsRefusedWithAReasonThatHelps(@TestNamespace String namespace) {
        operator.declare(Yaml.specification("prod", "mode: enforce"));
        assertThatThrownBy(() -> operator.create(Yaml.privilegedPod(namespace, "bad")))
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> {
                    assertThat(refused.getCode()).isEqualTo(403);
                    assertThat(refused.getStatus().getMessage())
                            .contains("kspec refuses Pod " + namespace + "/bad")
                            .contains("privileged-containers (prod)")
                            .contains("spec.containers[0].securityContext.privileged is true");
                });
        assertThat(operator.create(Yaml.goodPod(namespace, "good"))
                        .getMetadata()
                        .getUid())
                .isNotEmpty();
    }

    @Test
    void underEnforceAPrivilegedDebugContainerIsRefused(@TestNamespace String namespace, Kubectl kubectl) {
        operator.declare(Yaml.specification("prod", "mode: enforce"));
        operator.create(Yaml.goodPod(namespace, "good"));
        Kubectl.Answer answer = kubectl.run(
                "debug", "-n", namespace, "good", "--image=registry.k8s.io/pause:3.10", "--profile=sysadmin", "-q");
        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.stderr()).contains("kspec refuses").contains("ephemeralContainers[0]");
    }

    @Test
    void resizingABadPodMakesItNoWorseAndDrawsAWarning(@TestNamespace String namespace, Kubectl kubectl) {
        operator.create(Yaml.privilegedPod(namespace, "old")
                + "      resources: {requests: {cpu: 10m}, limits: {cpu: 100m}}\n"
                + "  nodeSelector: {no-node: has-this}\n"); // fake nodes do not support resizing, waiting pods do
        operator.declare(Yaml.specification("prod", "mode: enforce"));
        Kubectl.Answer answer = kubectl.run(
                "patch",
                "pod",
                "old",
                "-n",
                namespace,
                "--subresource=resize",
                "-p={\"spec\":{\"containers\":[{\"name\":\"app\",\"resources\":{\"requests\":{\"cpu\":\"20m\"}}}]}}");
        assertThat(answer.exitCode()).as(answer.stderr()).isZero();
        assertThat(answer.stderr()).contains("it was so before, and kspec refuses only what gets worse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"})
    void aBadTemplateDrawsAWarningAndIsRefusedWhenTheUserSaysSo(
            String kind, @TestNamespace String namespace, Kubectl kubectl) {
        operator.declare(Yaml.specification("prod", "mode: enforce"));
        String template = Yaml.privilegedTemplate(kind, namespace, "x");
        Kubectl.Answer warned = kubectl.runWithInput(template, "create", "--dry-run=server", "-f", "-");
        assertThat(warned.stderr()).contains("Warning: privileged-containers (prod)");
        assertThat(warned.exitCode()).isZero();
        operator.retire("prod");
        operator.declare(Yaml.specification("prod", "mode: enforce") + "  webhooks:\n    templates: Deny\n");
        Kubectl.Answer refused = kubectl.runWithInput(template, "create", "--dry-run=server", "-f", "-");
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.stderr()).contains("kspec refuses " + kind);
    }

    @Test
    void underAuditItIsAdmittedWithAWarning(@TestNamespace String namespace, Kubectl kubectl) {
        operator.declare(Yaml.specification("prod", "mode: audit"));
        Kubectl.Answer answer = kubectl.runWithInput(Yaml.privilegedPod(namespace, "bad"), "create", "-f", "-");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.stderr()).contains("Warning: privileged-containers (prod)");
    }

    @Test
    void underMonitorNobodyIsTold(@TestNamespace String namespace, Kubectl kubectl) {
        operator.declare(Yaml.specification("prod", "mode: monitor"));
        Kubectl.Answer answer = kubectl.runWithInput(Yaml.privilegedPod(namespace, "bad"), "create", "-f", "-");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.stderr()).doesNotContain("kspec");
        assertThat(operator.policies()).isEmpty();
    }

    @Test
    void kubeSystemIsLeftAlone() {
        operator.declare(Yaml.specification("prod", "mode: enforce"));
        GenericKubernetesResource pod = operator.create(Yaml.privilegedPod("kube-system", "system"));
        assertThat(pod.getMetadata().getUid()).isNotEmpty();
    }

    @Test
    void aViolatingPodThatWasThereBeforeCanStillBeLabelledAndDeleted(
            @TestNamespace String namespace, KubernetesClient client) {
        operator.create(Yaml.privilegedPod(namespace, "old"));
        operator.declare(Yaml.specification("prod", "mode: enforce"));
        Pod labelled = client.pods().inNamespace(namespace).withName("old").edit(pod -> {
            pod.getMetadata().setFinalizers(java.util.List.of("example.com/keep"));
            return pod;
        });
        assertThat(labelled.getMetadata().getFinalizers()).containsExactly("example.com/keep");
        client.pods().inNamespace(namespace).withName("old").delete();
        await().atMost(RunningOperator.PATIENCE) // the node takes the finalizer off, which is an update as well
                .until(() ->
                        client.pods().inNamespace(namespace).withName("old").get() == null);
    }

    @Test
    void whenTheUserFailsOpenTheNativePoliciesRefuseWithoutKspec(
            @TestNamespace String namespace, KubernetesClient client) {
        operator.declare(Yaml.specification("prod", "mode: enforce") + "  webhooks:\n    enabled: false\n");
        assertThat(operator.policies()).isNotEmpty();
        await().atMost(RunningOperator.PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(() -> client.resource(client.getKubernetesSerialization()
                                        .unmarshal(Yaml.privilegedPod(namespace, "bad"), Pod.class))
                                .dryRun()
                                .create())
                        .isInstanceOfSatisfying(KubernetesClientException.class, refused -> assertThat(
                                        refused.getStatus().getMessage())
                                .contains("ValidatingAdmissionPolicy 'kspec-prod-")
                                .contains("privileged")));
    }

    @Test
    void kspecRefusesASpecificationThatASchemaCannotJudge(Kubectl kubectl) {
        Kubectl.Answer answer = kubectl.runWithInput("""
                apiVersion: kspec.io/v1alpha1
                kind: ClusterSpecification
                metadata: {name: prod}
                spec:
                  kubernetes: {minVersion: "1.32", maxVersion: "1.30"}
                """, "create", "-f", "-");
        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.stderr()).contains("specifications.kspec.io").contains("spec.kubernetes");
    }

    @Test
    void aFieldWhoseFeatureIsNotBuiltDrawsAWarningThatNamesIt(Kubectl kubectl) {
        Kubectl.Answer answer = kubectl.runWithInput("""
                apiVersion: kspec.io/v1alpha1
                kind: ClusterSpecification
                metadata: {name: prod}
                spec:
                  enforcement: {mode: audit}
                  alertConfigs: [ours]
                """, "create", "-f", "-");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.stderr()).contains("Warning: spec.alertConfigs: the field is not evaluated");
        var judged = operator.awaitJudged("prod", 1);
        assertThat(judged.getStatus().unsupportedKeys()).containsExactly("spec.alertConfigs");
        assertThat(judged.getStatus().summary().notEvaluatedChecks()).isEqualTo(1);
    }
}
