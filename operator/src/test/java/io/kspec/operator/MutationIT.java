package io.kspec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import io.kspec.testkit.TestNamespace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@ApiServer
final class MutationIT {
    private static final String CONFIGURATION = "kspec-mutating-webhook";
    private static final String SPECIFICATION = """
            apiVersion: kspec.io/v1alpha1
            kind: ClusterSpecification
            metadata: {name: prod}
            spec:
              enforcement: {mode: %s}
              workloads:
                containers:
                  required:
                  - {key: securityContext.runAsNonRoot}
                  - {key: securityContext.allowPrivilegeEscalation, value: false}
            """;
    private static RunningOperator operator;

    @BeforeAll
    static void start(KubernetesClient client) {
        operator = new RunningOperator(client, OperatorOptions.onLoopback("--enable-mutation"));
    }

    @AfterAll
    static void stop(KubernetesClient client) {
        operator.close();
        client.admissionRegistration()
                .v1()
                .mutatingWebhookConfigurations()
                .withName(CONFIGURATION)
                .delete();
    }

    @AfterEach
    void retire() {
        if (operator.specification("prod") != null) {
            operator.retire("prod");
        }
    }

    @Test
    void aPodThatLeavesOutWhatIsDemandedGetsItAndIsAdmitted(@TestNamespace String namespace, Kubectl kubectl) {
        operator.declare(SPECIFICATION.formatted("enforce"));
        JsonNode pod = created(kubectl, namespace, "{name: app, image: nginx}");
        assertThat(pod.at("/spec/containers/0/securityContext/allowPrivilegeEscalation")
                        .asBoolean(true))
                .isFalse();
        assertThat(pod.at("/metadata/annotations/kspec.io~1mutated-by").asText())
                .contains("allowPrivilegeEscalation");
    }

    @Test
    void whatThePodSaysItselfStandsAndIsRefused(@TestNamespace String namespace, Kubectl kubectl) {
        operator.declare(SPECIFICATION.formatted("enforce"));
        Kubectl.Answer answer = create(
                kubectl, namespace, "{name: app, image: nginx, securityContext: {allowPrivilegeEscalation: true}}");
        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.stderr()).contains("allowPrivilegeEscalation is true");
    }

    @Test
    void whereNobodyEnforcesNothingIsRegisteredAndNothingAdded(@TestNamespace String namespace, Kubectl kubectl) {
        operator.declare(SPECIFICATION.formatted("audit"));
        await().atMost(RunningOperator.PATIENCE)
                .until(() -> operator.guard("mutatingwebhookconfigurations", CONFIGURATION)
                        .isEmpty());
        assertThat(created(kubectl, namespace, "{name: app, image: nginx}")
                        .at("/metadata/annotations")
                        .has("kspec.io/mutated-by"))
                .isFalse();
    }

    private static JsonNode created(Kubectl kubectl, String namespace, String container) {
        Kubectl.Answer answer = create(kubectl, namespace, container);
        assertThat(answer.exitCode()).as(answer.stderr()).isZero();
        return operator.json(answer.stdout());
    }

    /// As a dry run: nothing may depend on anything being stored.
    private static Kubectl.Answer create(Kubectl kubectl, String namespace, String container) {
        return kubectl.runWithInput(
                "{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: %s}, spec: {containers: [%s]}}"
                        .formatted(namespace, container),
                "create",
                "--dry-run=server",
                "-o",
                "json",
                "-f",
                "-");
    }
}
