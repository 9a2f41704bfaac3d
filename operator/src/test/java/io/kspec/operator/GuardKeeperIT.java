package io.kspec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.DriftType;
import io.kspec.core.report.RemediationAction;
import io.kspec.core.report.RemediationStatus;
import io.kspec.kube.resource.DriftReport;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@ApiServer
final class GuardKeeperIT {
    private static final String WEBHOOKS = "validatingwebhookconfigurations";
    private static final String POLICIES = "validatingadmissionpolicies";
    private static final String BINDINGS = "validatingadmissionpolicybindings";
    private static final String REGISTRATION = "kspec-validating-webhook";
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
    void aDeletedRegistrationComesBackAndTheReportSaysThatNobodyIsRecorded(KubernetesClient client) {
        operator.declare(Yaml.specification("prod", "mode: enforce"));
        String before = uid(WEBHOOKS, REGISTRATION);
        client.admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName(REGISTRATION)
                .delete();
        await().atMost(RunningOperator.PATIENCE).until(() -> operator.guard(WEBHOOKS, REGISTRATION)
                .filter(guard -> !guard.path("metadata").path("uid").asText().equals(before))
                .isPresent());
        DriftEvent event = onlyEvent(DriftType.DELETED);
        assertThat(event.resource().kind()).isEqualTo("ValidatingWebhookConfiguration");
        assertThat(event.expected().path("webhooks")).isNotEmpty();
        assertThat(event.actual().isNull()).isTrue();
        assertThat(event.changedBy().manager()).isNull();
        assertThat(event.changedBy().note()).contains("not recorded");
        assertThat(event.remediation().action()).isEqualTo(RemediationAction.CREATE);
        assertThat(event.remediation().status()).isEqualTo(RemediationStatus.SUCCESS);
    }

    @Test
    void aMatchConditionThatLetsEverythingPassIsTakenAwayAgain(Kubectl kubectl) {
        operator.declare(Yaml.specification("prod", "mode: enforce"));
        Kubectl.Answer patched = kubectl.run(
                "patch",
                WEBHOOKS,
                REGISTRATION,
                "--type=json",
                "--field-manager=mallory",
                "-p=[{\"op\":\"add\",\"path\":\"/webhooks/0/matchConditions/-\","
                        + "\"value\":{\"name\":\"never\",\"expression\":\"false\"}}]");
        assertThat(patched.stderr()).isEmpty();
        await().atMost(RunningOperator.PATIENCE)
                .until(() -> operator.guard(WEBHOOKS, REGISTRATION)
                                .orElseThrow()
                                .path("webhooks")
                                .path(0)
                                .path("matchConditions")
                                .size()
                        == 2);
        DriftEvent event = onlyEvent(DriftType.MODIFIED);
        assertThat(event.changedBy().manager()).isEqualTo("mallory");
        assertThat(event.changedBy().time()).isNotEmpty();
        assertThat(event.message()).contains("by mallory").contains("webhooks");
        assertThat(event.remediation().action()).isEqualTo(RemediationAction.UPDATE);
    }

    @Test
    void aNarrowedBindingAndAStolenMarkAreUndone(Kubectl kubectl) {
        operator.declare(Yaml.specification("prod", "mode: enforce"));
        String binding = operator.policies().getFirst();
        kubectl.run(
                "patch",
                BINDINGS,
                binding,
                "--type=merge",
                "--field-manager=mallory",
                "-p={\"spec\":{\"matchResources\":{\"objectSelector\":{\"matchLabels\":{\"never\":\"never\"}}}},"
                        + "\"metadata\":{\"labels\":{\"app.kubernetes.io/managed-by\":\"mallory\"}}}");
        await().atMost(RunningOperator.PATIENCE).untilAsserted(() -> {
            JsonNode live = operator.guard(BINDINGS, binding).orElseThrow();
            assertThat(live.path("spec")
                            .path("matchResources")
                            .path("objectSelector")
                            .path("matchLabels"))
                    .isEmpty();
            assertThat(live.path("metadata")
                            .path("labels")
                            .path("app.kubernetes.io/managed-by")
                            .asText())
                    .isEqualTo("kspec");
        });
        assertThat(onlyEvent(DriftType.MODIFIED).actual().toString())
                .contains("never")
                .contains("mallory");
    }

    @Test
    void aDeletedPolicyComesBack(Kubectl kubectl) {
        operator.declare(Yaml.specification("prod", "mode: enforce"));
        String policy = operator.policies().getFirst();
        String before = uid(POLICIES, policy);
        kubectl.run("delete", POLICIES, policy);
        await().atMost(RunningOperator.PATIENCE).until(() -> operator.guard(POLICIES, policy)
                .filter(live -> !live.path("metadata").path("uid").asText().equals(before))
                .isPresent());
        onlyEvent(DriftType.DELETED);
    }

    @Test
    void withRepairSwitchedOffDriftIsReportedOnceAndShownAsOpen(Kubectl kubectl) {
        operator.declare(Yaml.specification("prod", "mode: enforce\n    autoRemediate: false"));
        String policy = operator.policies().getFirst();
        kubectl.run("delete", POLICIES, policy);
        DriftEvent event = onlyEvent(DriftType.DELETED);
        assertThat(event.remediation().action()).isEqualTo(RemediationAction.REPORT);
        assertThat(event.remediation().status()).isEqualTo(RemediationStatus.PENDING);
        await().atMost(RunningOperator.PATIENCE)
                .until(() -> RunningOperator.condition(operator.specification("prod"), "DriftDetected")
                        .status()
                        .equals("True"));
        operator.declare(Yaml.specification("other", "mode: monitor")); // wakes the keeper again
        assertThat(operator.guard(POLICIES, policy)).isEmpty();
        assertThat(operator.drift("prod")).hasSize(1);
        operator.retire("other");
    }

    @Test
    void aChangeOfModeIsNoDrift(KubernetesClient client) {
        operator.declare(Yaml.specification("prod", "mode: enforce"));
        assertThat(operator.policies()).isNotEmpty();
        client.resources(io.kspec.kube.resource.ClusterSpecification.class)
                .withName("prod")
                .edit(specification -> {
                    var spec = client.getKubernetesSerialization()
                            .unmarshal(
                                    Yaml.specification("prod", "mode: monitor"),
                                    io.kspec.kube.resource.ClusterSpecification.class)
                            .getSpec();
                    specification.setSpec(spec);
                    return specification;
                });
        await().atMost(RunningOperator.PATIENCE).until(() -> operator.policies().isEmpty());
        assertThat(operator.guard(WEBHOOKS, REGISTRATION)
                        .orElseThrow()
                        .path("webhooks")
                        .path(0)
                        .path("failurePolicy")
                        .asText())
                .isEqualTo("Ignore");
        operator.awaitJudged("prod", 2);
        assertThat(operator.drift("prod")).isEmpty();
    }

    private static String uid(String plural, String name) {
        return operator.guard(plural, name)
                .map(guard -> guard.path("metadata").path("uid").asText())
                .orElseThrow();
    }

    /// The one event of the one report, and that the report is about it.
    private static DriftEvent onlyEvent(DriftType type) {
        Optional<DriftReport> report = await().atMost(RunningOperator.PATIENCE)
                .until(
                        () -> operator.drift("prod").stream()
                                .filter(found -> found.getStatus() != null)
                                .filter(found ->
                                        found.getSpec().events().getFirst().driftType() == type)
                                .findFirst(),
                        Optional::isPresent);
        assertThat(report.orElseThrow().getMetadata().getName()).startsWith("prod-drift-");
        assertThat(report.orElseThrow().getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getKind()).isEqualTo("ClusterSpecification"));
        List<DriftEvent> events = report.orElseThrow().getSpec().events();
        assertThat(events).hasSize(1);
        assertThat(report.orElseThrow().getStatus().totalEvents()).isEqualTo(1);
        return events.getFirst();
    }
}
