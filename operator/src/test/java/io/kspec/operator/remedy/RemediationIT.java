package io.kspec.operator.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.remedy.Remedy;
import io.kspec.core.remedy.Undo;
import io.kspec.core.report.DriftEventType;
import io.kspec.core.report.RemediationAction;
import io.kspec.core.report.RemediationStatus;
import io.kspec.core.status.Phase;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.kube.read.WorkloadObjects;
import io.kspec.kube.resource.DriftReport;
import io.kspec.kube.write.Change;
import io.kspec.kube.write.ObjectWriter;
import io.kspec.kube.write.Outcome;
import io.kspec.operator.pace.PatchPace;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import io.kspec.testkit.TestNamespace;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What remediation changes, and what it leaves, on a real API server.
@ApiServer
final class RemediationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OPTED_IN = "{rule: privileged-containers, mode: enforce, remediate: true%s}";
    private final RunningRemediation running;
    private final Kubectl kubectl;

    RemediationIT(KubernetesClient client, Kubectl kubectl, @TestNamespace String namespace) {
        this.running = new RunningRemediation(client, namespace).remediating();
        this.kubectl = kubectl;
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aFailingDeploymentIsMendedFieldByFieldAndOnlyOnce() {
        running.deployment("web", "");
        running.scan();

        JsonNode web = running.deployment("web");
        JsonNode pod = web.at("/spec/template/spec");
        assertThat(pod.path("hostPID").asBoolean()).isFalse();
        JsonNode app = pod.at("/containers/1");
        assertThat(app.path("image").asText()).isEqualTo("registry.example/app:1");
        assertThat(app.at("/securityContext/privileged").asBoolean()).isFalse();
        assertThat(app.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(app.at("/securityContext/capabilities").toString())
                .contains("\"drop\":[\"ALL\"]")
                .doesNotContain("NET_RAW");
        assertThat(app.at("/ports/0").has("hostPort")).isFalse();
        assertThat(running.scanned().result().results())
                .filteredOn(result -> result.findings().stream()
                        .anyMatch(finding -> finding.subject().kind().equals("Deployment")))
                .isEmpty();
        assertThat(web.path("metadata").path("managedFields"))
                .anyMatch(entry -> entry.path("manager").asText().equals("kspec-remediation")
                        && entry.path("operation").asText().equals("Apply"));

        long generation = web.at("/metadata/generation").asLong();
        running.scan();
        assertThat(running.deployment("web").at("/metadata/generation").asLong())
                .isEqualTo(generation);
        assertThat(running.counted("success")).isEqualTo(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.events("web")).containsExactly("Remediated"));
    }

    @Test
    void theDiffIsWrittenDownWithItsOutcome() {
        running.deployment("web", "");
        running.scan();
        DriftReport report = running.reports().getFirst();
        assertThat(report.getSpec().events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(DriftEventType.COMPLIANCE);
            assertThat(event.remediation().action()).isEqualTo(RemediationAction.UPDATE);
            assertThat(event.remediation().status()).isEqualTo(RemediationStatus.PENDING);
            assertThat(event.actual().at("/spec/template/spec/hostPID").asBoolean())
                    .isTrue();
            assertThat(event.expected()
                            .at("/spec/template/spec/containers/0/securityContext")
                            .isObject())
                    .isTrue();
            assertThat(event.message()).contains("containers[name=app].securityContext.privileged: true -> absent");
        });
        assertThat(report.getStatus().phase()).isEqualTo(Phase.COMPLETED);
        assertThat(report.getStatus().remediations()).singleElement().satisfies(outcome -> {
            assertThat(outcome.status()).isEqualTo(RemediationStatus.SUCCESS);
            assertThat(outcome.appliedAt()).isNotEmpty();
            assertThat(outcome.error()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitor", "audit"})
    void aMilderModeChangesNothing(String mode) {
        running.deployment("web", "");
        running.demanding("{mode: %s, rules: [%s]}".formatted(mode, OPTED_IN.formatted("")));
        running.scan();
        running.demanding("{mode: enforce, rules: [%s]}"
                .formatted(OPTED_IN.formatted("").replace("mode: enforce", "mode: " + mode)));
        running.scan();
        assertThat(running.deployment("web").at("/metadata/generation").asLong())
                .isEqualTo(1);
        assertThat(running.reports()).isEmpty();
    }

    @Test
    void beforeItsStageANamespaceIsLeftAlone() {
        running.deployment("web", "");
        running.demanding("{mode: enforce, enforceFrom: \"2999-01-01T00:00:00Z\", rules: [%s]}"
                .formatted(OPTED_IN.formatted("")));
        running.scan();
        assertThat(running.deployment("web").at("/metadata/generation").asLong())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            labels: {app.kubernetes.io/managed-by: Helm}     | Helm
            annotations: {argocd.argoproj.io/tracking-id: x} | Argo CD
            labels: {kustomize.toolkit.fluxcd.io/name: x}    | Flux
            """)
    void whatADeploymentToolKeepsIsChangedOnlyWhenAsked(String metadata, String tool) {
        running.deployment("web", metadata);
        running.demanding("{mode: enforce, rules: [%s]}".formatted(OPTED_IN.formatted("")));
        running.scan();
        running.scan();
        assertThat(running.deployment("web").at("/metadata/generation").asLong())
                .isEqualTo(1);
        assertThat(running.reports()).singleElement().satisfies(report -> assertThat(
                        report.getSpec().events().getFirst().message())
                .contains("is not changed: it is kept by " + tool)
                .contains("privileged: true -> absent"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.events("web")).containsExactly("RemediationSuggested"));

        running.demanding("{mode: enforce, rules: [%s]}".formatted(OPTED_IN.formatted(", remediateManaged: true")));
        running.scan();
        assertThat(privileged("web")).isFalse();
    }

    @Test
    void anOwnerMayOptOutForAWorkloadOrItsNamespace() {
        running.deployment("web", "annotations: {kspec.io/remediation: disabled}");
        running.deployment("shop", "");
        kubectl.run("annotate", "namespace", running.namespace, "kspec.io/remediation=disabled");
        running.scan();
        assertThat(privileged("shop")).isTrue();
        kubectl.run("annotate", "namespace", running.namespace, "kspec.io/remediation-");
        running.scan();
        assertThat(privileged("shop")).isFalse();
        assertThat(privileged("web")).isTrue();
    }

    @Test
    void aQuarrelEndsWithinTheHoursBound() {
        running.deployment("web", "");
        for (int round = 0; round < PatchPace.MOST + 3; round++) {
            running.scan();
            kubectl.run(
                    "patch",
                    "deployment",
                    "web",
                    "-n",
                    running.namespace,
                    "--type=json",
                    "-p=[{\"op\":\"add\",\"path\":\"/spec/template/spec/hostPID\",\"value\":true}]");
        }
        assertThat(running.counted("success")).isEqualTo(PatchPace.MOST);
        assertThat(running.counted("manual-required")).isEqualTo(1);
        assertThat(running.reports())
                .anyMatch(report ->
                        report.getSpec().events().getFirst().message().contains("something takes the change back"));
    }

    /// The term ends after the report was stored.
    @Test
    void whatALostTermLeftPendingTheNextOneCompletes() {
        running.deployment("web", "");
        var ended = new AtomicInteger();
        running.term(() -> running.reports().isEmpty()
                || running.reports().getFirst().getStatus() == null
                || ended.getAndIncrement() < 0);
        running.scan();
        assertThat(privileged("web")).isTrue();
        assertThat(running.reports()).singleElement().satisfies(report -> {
            assertThat(report.getStatus().phase()).isEqualTo(Phase.IN_PROGRESS);
            assertThat(report.getStatus().pendingEvents()).isEqualTo(1);
        });

        running.term(() -> true);
        running.scan();
        assertThat(privileged("web")).isFalse();
        assertThat(running.reports()).hasSize(2).allSatisfy(report -> assertThat(
                        report.getStatus().remediations().getFirst().status())
                .isEqualTo(RemediationStatus.SUCCESS));
    }

    @Test
    void anUndoPutsEverythingBackAndItStaysSo(KubernetesClient client) {
        running.deployment("web", "");
        JsonNode before = running.deployment("web").path("spec");
        running.scan();
        var writer = new ObjectWriter(client, Remedy.MANAGER);
        await().atMost(PATIENCE)
                .until(
                        () -> { // the Deployment's controller writes too
                            Undo undo = Undo.of(running.deployment("web")).orElseThrow();
                            assertThat(undo.kept()).isEmpty();
                            var change = new Change.Demand(
                                    WorkloadObjects.kind(WorkloadKind.DEPLOYMENT),
                                    undo.document(),
                                    Remedy.MANAGER,
                                    "undo");
                            return writer.write(change) instanceof Outcome.Done done
                                    && undo.heldByOthers(done.stored()).isEmpty();
                        });

        running.scan();
        JsonNode after = running.deployment("web");
        assertThat(withoutEmpty(after.path("spec"))).isEqualTo(withoutEmpty(before));
        assertThat(after.at("/metadata/annotations").toString())
                .contains("\"kspec.io/remediation\":\"disabled\"")
                .doesNotContain("kspec.io/remediated");
    }

    @Test
    void podsAreNeverTouched() {
        running.create("""
                apiVersion: v1
                kind: Pod
                metadata: {name: bare, namespace: %s}
                spec:
                  containers: [{name: app, image: "registry.example/app:1", securityContext: {privileged: true}}]
                """);
        running.scan();
        assertThat(running.reports().getFirst().getSpec().events().getFirst().message())
                .contains("a pod's fields cannot be changed");
        assertThat(running.counted("success")).isZero();
    }

    @Test
    void ofAHundredNearlyAllSucceed() {
        for (int number = 0; number < 100; number++) {
            running.deployment("web-" + number, "");
        }
        running.scan();
        running.scan();
        double done = running.counted("success");
        assertThat(done).isGreaterThan(99);
        assertThat(done / (done + running.counted("failed"))).isGreaterThan(.99);
        assertThat(running.reports()).hasSize(2);
    }

    private boolean privileged(String deployment) {
        return running.deployment(deployment)
                .at("/spec/template/spec/containers/1/securityContext/privileged")
                .asBoolean();
    }

    /// An apply leaves empty objects where it took the last field away; they mean what none means.
    private static JsonNode withoutEmpty(JsonNode node) {
        JsonNode copy = node.deepCopy();
        prune(copy);
        return copy;
    }

    private static void prune(JsonNode node) {
        node.forEach(RemediationIT::prune);
        if (node instanceof ObjectNode fields) {
            fields.properties()
                    .removeIf(field -> field.getValue().isContainerNode()
                            && field.getValue().isEmpty());
        }
    }
}
