package io.kspec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.DriftType;
import io.kspec.core.report.RemediationStatus;
import io.kspec.core.status.Condition;
import io.kspec.core.status.DriftConfigStatus;
import io.kspec.kube.resource.DriftConfig;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import io.kspec.testkit.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ApiServer
final class DriftConfigIT {
    private static final String POLICIES = "validatingadmissionpolicies";
    private static RunningOperator operator;
    private final KubernetesClient client;
    private final Kubectl kubectl;

    DriftConfigIT(KubernetesClient client, Kubectl kubectl) {
        this.client = client;
        this.kubectl = kubectl;
    }

    @BeforeAll
    static void start(KubernetesClient client) {
        operator = new RunningOperator(client, OperatorOptions.onLoopback("--interval=2s"));
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @BeforeEach
    void declare() {
        operator.declare(Yaml.specification("prod", "mode: enforce"));
    }

    @AfterEach
    void retire() {
        client.resources(DriftConfig.class)
                .inNamespace(RunningOperator.NAMESPACE)
                .delete();
        operator.retire("prod");
    }

    @Test
    void anIgnoredFieldIsNoDriftAndStaysWhenTheRestIsPutBack() {
        settle("ignore: [{kind: ValidatingAdmissionPolicy, pointers: [/metadata/labels/team]}]");
        String policy = operator.policies().getFirst();
        kubectl.run("label", POLICIES, policy, "team=a");
        kubectl.run("label", POLICIES, policy, "--overwrite", "app.kubernetes.io/managed-by=mallory");
        await().atMost(RunningOperator.PATIENCE).untilAsserted(() -> {
            JsonNode labels = live(policy).path("metadata").path("labels");
            assertThat(labels.path("app.kubernetes.io/managed-by").asText()).isEqualTo("kspec");
            assertThat(labels.path("team").asText()).isEqualTo("a");
        });
        DriftEvent event = event(DriftType.MODIFIED);
        assertThat(event.actual().toString()).contains("mallory").doesNotContain("team");
    }

    @Test
    void whatAsksForApprovalWaitsUntilSomebodyConsents() {
        settle("remediation: {strategies: [{match: {kind: ValidatingAdmissionPolicy}, action: approve}]}");
        String policy = operator.policies().getFirst();
        kubectl.run("label", POLICIES, policy, "team=a");
        awaitDrift("True", "RepairAwaitsApproval");
        assertThat(event(DriftType.MODIFIED)).satisfies(event -> {
            assertThat(event.remediation().status()).isEqualTo(RemediationStatus.MANUAL_REQUIRED);
            assertThat(event.message()).contains("kubectl annotate validatingadmissionpolicies " + policy);
        });
        assertThat(live(policy).path("metadata").path("labels").has("team")).isTrue();
        kubectl.run("annotate", POLICIES, policy, "kspec.io/approve-repair=yes");
        awaitDrift("False", "NoDrift");
        assertThat(live(policy).path("metadata").path("labels").has("team")).isFalse();
        assertThat(live(policy).path("metadata").path("annotations").has("kspec.io/approve-repair"))
                .isFalse();
    }

    @Test
    void aDeletedPolicyThatAsksForApprovalComesBackOnceForEachConsent() {
        settle("remediation: {strategies: [{match: {severity: high}, action: approve}]}");
        String policy = operator.policies().getFirst();
        String uid = live(policy).path("metadata").path("uid").asText();
        kubectl.run("delete", POLICIES, policy);
        awaitDrift("True", "RepairAwaitsApproval");
        assertThat(event(DriftType.DELETED).message())
                .contains("driftconfig ours -n kspec-system kspec.io/approve-repair=" + uid);
        kubectl.run("annotate", "driftconfig", "ours", "-n", "kspec-system", "kspec.io/approve-repair=" + uid);
        awaitDrift("False", "NoDrift");
        kubectl.run("delete", POLICIES, policy);
        awaitDrift("True", "RepairAwaitsApproval");
        assertThat(operator.guard(POLICIES, policy)).isEmpty();
    }

    @Test
    void whatIsOnlyReportedIsLeftAsItIs() {
        settle("remediation: {strategies: [{match: {kind: ValidatingAdmissionPolicy}, action: report}]}");
        String policy = operator.policies().getFirst();
        kubectl.run("label", POLICIES, policy, "team=a");
        awaitDrift("True", "DriftFound");
        assertThat(event(DriftType.MODIFIED).remediation().status()).isEqualTo(RemediationStatus.PENDING);
        assertThat(live(policy).path("metadata").path("labels").has("team")).isTrue();
        await().atMost(RunningOperator.PATIENCE).until(() -> Objects.requireNonNullElse(status().openEvents(), 0) > 0);
    }

    @Test
    void aFightIsToldAndRepairsGoOnMoreSlowly() {
        settle("remediation: {rateLimit: {burst: 1}}");
        String policy = operator.policies().getFirst();
        for (int turn = 0; turn < 3; turn++) {
            kubectl.run("label", POLICIES, policy, "--field-manager=mallory", "team=a");
            await().atMost(RunningOperator.PATIENCE)
                    .until(() -> !live(policy).path("metadata").path("labels").has("team"));
        }
        Condition fight = awaitDrift("True", "RepairFight");
        assertThat(fight.message()).contains("ValidatingAdmissionPolicy " + policy);
        await().atMost(RunningOperator.PATIENCE)
                .until(() -> client.events().v1().events().inAnyNamespace().list().getItems().stream()
                        .anyMatch(event -> "RepairFight".equals(event.getReason())
                                && event.getNote().contains("mallory")));
    }

    @Test
    void aComparisonIsStampedWithTheNextOne() {
        settle("interval: 1h");
        await().atMost(RunningOperator.PATIENCE).until(() -> status().lastRun() != null);
        assertThat(Duration.between(Instant.parse(status().lastRun()), Instant.parse(status().nextRun())))
                .isEqualTo(Duration.ofHours(1));
        kubectl.run("delete", "driftconfig", "ours", "-n", "kspec-system");
        settle("{schedule: '0 6 * * *', timezone: Europe/Berlin}");
        assertThat(status().lastRun()).isNull();
        assertThat(Instant.parse(status().nextRun())).isAfter(Instant.now().minusSeconds(60));
    }

    @Test
    void whatASchemaCannotSeeIsRefused() {
        assertRefused(() -> create("interval: 10s"), "shorter than 30s");
        assertRefused(() -> create("schedule: 0 6 * * 9"), "no cron expression");
        assertRefused(() -> create("ignore: [{kind: A, pointers: [spec]}]"), "no JSON pointer");
    }

    @Test
    void aRunningWorkloadThatBreaksARuleIsShownOnceAndNotDeleted(@TestNamespace String namespace) {
        operator.retire("prod");
        operator.create(Yaml.privilegedPod(namespace, "bad"));
        operator.declare(Yaml.specification("prod", "mode: audit"));
        List<DriftEvent> events =
                await().atMost(RunningOperator.PATIENCE).until(() -> about(namespace), found -> !found.isEmpty());
        assertThat(events).allSatisfy(event -> {
            assertThat(event.driftType()).isEqualTo(DriftType.VIOLATION);
            assertThat(event.remediation().status()).isEqualTo(RemediationStatus.PENDING);
        });
        int scans = operator.reports("prod").size();
        await().atMost(RunningOperator.PATIENCE)
                .until(() -> operator.reports("prod").size() > scans + 1);
        assertThat(about(namespace)).hasSameSizeAs(events);
        assertThat(client.pods().inNamespace(namespace).withName("bad").get()).isNotNull();
    }

    private static List<DriftEvent> about(String namespace) {
        return operator.complianceDrift("prod").stream()
                .flatMap(report -> report.getSpec().events().stream())
                .filter(event -> namespace.equals(event.resource().namespace()))
                .toList();
    }

    private static void assertRefused(ThrowingCallable creation, String why) {
        assertThatThrownBy(creation)
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(why);
    }

    /// Creates the settings and waits until they are in force.
    private void settle(String spec) {
        create(spec);
        await().atMost(RunningOperator.PATIENCE).until(() -> Optional.ofNullable(config().getStatus()).stream()
                .flatMap(status -> status.conditions().stream())
                .anyMatch(ready -> ready.reason().equals("InForce")));
    }

    private static void create(String spec) {
        operator.create("""
                apiVersion: kspec.io/v1alpha1
                kind: DriftConfig
                metadata: {name: ours, namespace: kspec-system}
                spec:
                %s
                """.formatted(spec.indent(2)));
    }

    private DriftConfig config() {
        return client.resources(DriftConfig.class)
                .inNamespace(RunningOperator.NAMESPACE)
                .withName("ours")
                .get();
    }

    private DriftConfigStatus status() {
        return config().getStatus();
    }

    private static JsonNode live(String policy) {
        return operator.guard(POLICIES, policy).orElseThrow();
    }

    private static Condition awaitDrift(String status, String reason) {
        return await("DriftDetected " + reason)
                .atMost(RunningOperator.PATIENCE)
                .until(
                        () -> RunningOperator.condition(operator.specification("prod"), "DriftDetected"),
                        found -> found.status().equals(status) && found.reason().equals(reason));
    }

    private static DriftEvent event(DriftType type) {
        return await().atMost(RunningOperator.PATIENCE)
                .until(
                        () -> operator.drift("prod").stream()
                                .flatMap(report -> report.getSpec().events().stream())
                                .filter(event -> event.driftType() == type)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
