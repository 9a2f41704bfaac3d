package io.kspec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.kspec.kube.write.ObjectKind;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Kyverno's kinds on a real API server, and a Deployment in place of its controller: what the operator gives it, and
/// what becomes of that when Kyverno goes.
@ApiServer
final class KyvernoGuardsIT {
    private static final ResourceDefinitionContext POLICY = ObjectKind.KYVERNO_CLUSTER_POLICY.context();
    private static final String NAME = "require-image-digests";
    private static final String PROD = """
            apiVersion: kspec.io/v1alpha1
            kind: ClusterSpecification
            metadata: {name: prod}
            spec:
              enforcement: {mode: enforce}
              workloads: {images: {requireDigests: true}}
            """;
    private static RunningOperator operator;
    private static KubernetesClient kube;

    @BeforeAll
    static void start(KubernetesClient client) {
        kube = client;
        operator = new RunningOperator(client, OperatorOptions.onLoopback());
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @AfterEach
    void leaveNothingBehind() {
        if (operator.specification("prod") != null) {
            operator.retire("prod");
        }
        uninstall();
    }

    @Test
    void kyvernoComesIsGivenPoliciesAndGoes() {
        operator.declare(PROD);
        assertThat(operator.policies()).isNotEmpty();
        install();
        await().atMost(RunningOperator.PATIENCE).until(() -> policy(NAME).isPresent());
        assertThat(policy(NAME).orElseThrow().toString()).contains("\"failureAction\":\"Enforce\"");
        assertThat(operator.policies()).isNotEmpty();
        markReady(NAME);
        await().atMost(RunningOperator.PATIENCE).until(() -> operator.policies().isEmpty());
        awaitReason("KyvernoPoliciesDeployed");
        uninstall();
        await().atMost(RunningOperator.PATIENCE)
                .until(() -> !operator.policies().isEmpty());
        awaitReason("NativePoliciesDeployed");
    }

    @Test
    void aTamperedPolicyIsPutBackAndOneOfSomebodyElseIsLeftAlone(Kubectl kubectl) {
        install();
        kube.resource("""
                apiVersion: kyverno.io/v1
                kind: ClusterPolicy
                metadata: {name: %s}
                spec: {theirs: true}
                """.formatted(NAME)).create();
        operator.declare(PROD);
        String ours = NAME + "-prod";
        await().atMost(RunningOperator.PATIENCE).until(() -> policy(ours).isPresent());
        assertThat(policy(NAME).orElseThrow().at("/spec/theirs").asBoolean()).isTrue();
        kubectl.run(
                "patch",
                "clusterpolicies.kyverno.io",
                ours,
                "--type=merge",
                "--field-manager=mallory",
                "-p={\"spec\":{\"rules\":[]},\"metadata\":{\"labels\":null}}");
        await().atMost(RunningOperator.PATIENCE)
                .until(() -> policy(ours).orElseThrow().at("/spec/rules").size() > 0);
        operator.retire("prod");
        assertThat(policy(ours)).isEmpty();
        assertThat(policy(NAME)).isPresent();
    }

    private static void awaitReason(String reason) {
        await().atMost(RunningOperator.PATIENCE).untilAsserted(() -> assertThat(
                        RunningOperator.condition(operator.specification("prod"), "PolicyEnforced")
                                .reason())
                .isEqualTo(reason));
    }

    private static Optional<JsonNode> policy(String name) {
        return Optional.ofNullable(kube.raw("/apis/kyverno.io/v1/clusterpolicies/" + name))
                .map(operator::json);
    }

    private static void markReady(String name) {
        GenericKubernetesResource live =
                kube.genericKubernetesResources(POLICY).withName(name).get();
        live.setAdditionalProperty("status", Map.of("conditions", List.of(Map.of("type", "Ready", "status", "True"))));
        kube.genericKubernetesResources(POLICY).resource(live).updateStatus();
    }

    private static void install() {
        kube.resource("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: clusterpolicies.kyverno.io}
                spec:
                  group: kyverno.io
                  scope: Cluster
                  names: {kind: ClusterPolicy, plural: clusterpolicies}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    subresources: {status: {}}
                    schema:
                      openAPIV3Schema:
                        type: object
                        properties:
                          spec:
                            type: object
                            x-kubernetes-preserve-unknown-fields: true
                            properties: {defaulted: {type: integer, default: 10}}
                          status: {type: object, x-kubernetes-preserve-unknown-fields: true}
                """).create();
        await().atMost(RunningOperator.PATIENCE).until(() -> kube.raw("/apis/kyverno.io/v1/clusterpolicies") != null);
        if (kube.namespaces().withName("kyverno").get() == null) {
            kube.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("kyverno")
                            .endMetadata()
                            .build())
                    .create();
        }
        kube.resource("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: kyverno-admission-controller, namespace: kyverno}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: kyverno}}
                  template:
                    metadata: {labels: {app: kyverno}}
                    spec: {containers: [{name: kyverno, image: "registry.example/kyverno:v1.13.4@sha256:DIGEST"}]}
                """.replace("DIGEST", "a".repeat(64))).create();
    }

    private static void uninstall() {
        kube.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("clusterpolicies.kyverno.io")
                .delete();
        kube.apps()
                .deployments()
                .inNamespace("kyverno")
                .withName("kyverno-admission-controller")
                .delete();
        await().atMost(RunningOperator.PATIENCE)
                .until(() -> kube.apiextensions()
                                .v1()
                                .customResourceDefinitions()
                                .withName("clusterpolicies.kyverno.io")
                                .get()
                        == null);
    }
}
