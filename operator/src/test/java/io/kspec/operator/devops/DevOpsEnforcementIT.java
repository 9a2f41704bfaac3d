package io.kspec.operator.devops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.devops.DevOpsPolicyStatus;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import io.kspec.testkit.TestNamespace;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an enforcing policy writes, and what it leaves, on a real API server.
@ApiServer
final class DevOpsEnforcementIT {
    private static final String ENFORCE = "{requireLivenessProbe: true, requireReadinessProbe: true,"
            + " enforcementMode: enforce, defaultResources: {}}";
    private static final String TEMPLATE = """
            selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers: [{name: app, image: "nginx:1", ports: [{containerPort: 8080}]}]
            """;
    private static final String KEY = "RemediationSkipped";
    private final RunningDevOps devops;
    private final Kubectl kubectl;

    DevOpsEnforcementIT(KubernetesClient client, Kubectl kubectl, @TestNamespace String namespace) {
        this.devops = new RunningDevOps(client, namespace);
        this.kubectl = kubectl;
    }

    @AfterEach
    void stop() {
        devops.close();
    }

    @Test
    void aDeploymentIsGivenProbesAndResourcesOnce() {
        create("Deployment", "{}", "");
        devops.declare("strict", ENFORCE);
        DevOpsPolicyStatus status =
                devops.awaitWritten("strict", one -> Long.valueOf(1).equals(one.remediationsApplied()));
        assertThat(status.remediatedWorkloads()).containsExactly("deployment/%s/web".formatted(devops.namespace));
        assertThat(status.remediationsFailed()).isZero();

        Deployment web = web();
        var app = web.getSpec().getTemplate().getSpec().getContainers().getFirst();
        assertThat(app.getLivenessProbe().getTcpSocket().getPort().getIntVal()).isEqualTo(8080);
        assertThat(app.getReadinessProbe().getPeriodSeconds()).isEqualTo(10);
        assertThat(app.getResources().getLimits()).containsOnlyKeys("cpu", "memory");
        assertThat(app.getResources().getRequests().get("memory").toString()).isEqualTo("128Mi");
        assertThat(web.getSpec().getTemplate().getMetadata().getAnnotations())
                .containsEntry("devops.stochastic.io/patched-by", "kube-devops-operator");
        assertThat(web.getMetadata().getManagedFields())
                .anyMatch(fields -> fields.getManager().equals("kspec-devops")
                        && fields.getOperation().equals("Apply"));
        await().atMost(RunningDevOps.PATIENCE)
                .untilAsserted(() -> assertThat(devops.events("web")).containsExactly("WorkloadRemediated"));
        assertThat(devops.events("strict")).contains("WorkloadRemediated");

        devops.awaitStatus("strict", one -> Long.valueOf(0).equals(one.remediationsApplied()));
        assertThat(web().getMetadata().getGeneration()).isEqualTo(2);
        assertThat(devops.metrics.text()).contains("devopspolicy_remediations_applied_total 1.0");
    }

    @ParameterizedTest
    @CsvSource({"StatefulSet", "DaemonSet"})
    void theOtherKindsAreMendedToo(String kind) {
        create(kind, "{}", "");
        devops.declare("strict", ENFORCE);
        devops.awaitWritten("strict", status -> status.remediatedWorkloads()
                .contains("%s/%s/web".formatted(kind.toLowerCase(Locale.ROOT), devops.namespace)));
    }

    @Test
    void anAuditNeverWrites() {
        create("Deployment", "{}", "");
        devops.declare("mild", ENFORCE.replace("enforce,", "audit,"));
        DevOpsPolicyStatus status = devops.awaitStatus("mild", one -> true);
        assertThat(status.remediationsApplied()).isNull();
        assertThat(RunningDevOps.condition(status, "Enforced").reason()).isEqualTo("Audit");
        assertThat(web().getMetadata().getGeneration()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Deployment  | {annotations: {devops.stochastic.io/enforcement: disabled, devops.stochastic.io/enforcement-reason: old}} | | old
            Deployment  | {labels: {app.kubernetes.io/managed-by: Helm}}            |                                        | kept by Helm
            Deployment  | {annotations: {argocd.argoproj.io/tracking-id: x}}        |                                        | kept by Argo CD
            Deployment  | {labels: {kustomize.toolkit.fluxcd.io/name: x}}           |                                        | kept by Flux
            Deployment  | {ownerReferences: [{apiVersion: x.io/v1, kind: Shop, name: s, uid: u, controller: true}]} | | controlled by Shop s
            Deployment  | {finalizers: [example.com/keep]}                          | paused: true                           | paused
            Deployment  | {}                                                        | replicas: 0                            | zero replicas
            StatefulSet | {}                                                        | updateStrategy: {type: OnDelete}       | OnDelete
            """)
    void whatIsLeftIsReportedWithItsReason(String kind, String metadata, String spec, String why) {
        create(kind, metadata, spec == null ? "" : spec);
        devops.declare("strict", ENFORCE);
        DevOpsPolicyStatus status = devops.awaitStatus(
                "strict",
                one -> RunningDevOps.condition(one, "Enforced").reason().equals(KEY));
        assertThat(RunningDevOps.condition(status, "Enforced").message()).contains(why);
        assertThat(status.remediationsApplied()).isZero();
        await().atMost(RunningDevOps.PATIENCE)
                .untilAsserted(() -> assertThat(devops.events("strict")).contains(KEY));
        if (metadata.contains("finalizers")) {
            kubectl.run(
                    "patch",
                    "deployment",
                    "web",
                    "-n",
                    devops.namespace,
                    "--type=json",
                    "-p=[{\"op\":\"remove\",\"path\":\"/metadata/finalizers\"}]");
        }
    }

    @Test
    void withoutAKnownPortNoProbeIsInvented() {
        devops.create("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %s}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      containers: [{name: app, image: "nginx:1", ports: [{containerPort: 53, protocol: UDP}]}]
                """);
        devops.declare("strict", "{requireLivenessProbe: true, enforcementMode: enforce}");
        DevOpsPolicyStatus status = devops.awaitStatus(
                "strict",
                one -> RunningDevOps.condition(one, "Enforced").reason().equals(KEY));
        assertThat(RunningDevOps.condition(status, "Enforced").message()).contains("declares no TCP port");
        assertThat(web().getMetadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void aFieldOfAnotherWriterIsNeverTaken() {
        String foreign = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %s}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata:
                      labels: {app: web}
                      annotations: {devops.stochastic.io/patched-by: somebody}
                    spec:
                      containers: [{name: app, image: "nginx:1", ports: [{containerPort: 8080}]}]
                """.formatted(devops.namespace);
        assertThat(kubectl.runWithInput(foreign, "apply", "--server-side", "--field-manager=somebody", "-f", "-")
                        .succeeded())
                .isTrue();
        devops.declare("strict", ENFORCE);
        DevOpsPolicyStatus status = devops.awaitStatus(
                "strict",
                one -> RunningDevOps.condition(one, "Enforced").reason().equals(KEY));
        assertThat(RunningDevOps.condition(status, "Enforced").message()).contains("somebody");
        assertThat(web().getMetadata().getGeneration()).isEqualTo(1);
    }

    /// A LimitRange's maximum does not refuse a Deployment, a quota does not either; an admission policy does.
    @Test
    void whatTheApiServerRefusesIsCountedAndTheEvaluationStillSucceeds() {
        create("Deployment", "{}", "");
        String name = devops.namespace + "-no-probes";
        refuseLivenessProbes(name);
        try {
            devops.declare("strict", ENFORCE);
            DevOpsPolicyStatus status =
                    devops.awaitStatus("strict", one -> Long.valueOf(1).equals(one.remediationsFailed()));
            assertThat(RunningDevOps.condition(status, "Enforced").message()).contains("no probes here");
            assertThat(status.healthScore()).isNotNull();
            assertThat(devops.metrics.text()).contains("devopspolicy_reconcile_errors_total 0.0");
        } finally {
            kubectl.run("delete", "validatingadmissionpolicy,validatingadmissionpolicybinding", name);
        }
    }

    private void refuseLivenessProbes(String name) {
        kubectl.runWithInput("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: %1$s}
                spec:
                  matchConstraints:
                    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %2$s}}
                    resourceRules:
                      - {apiGroups: [apps], apiVersions: [v1], operations: [UPDATE], resources: [deployments]}
                  validations:
                    - expression: object.spec.template.spec.containers.all(c, !has(c.livenessProbe))
                      message: no probes here
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: %1$s}
                spec: {policyName: %1$s, validationActions: [Deny]}
                """.formatted(name, devops.namespace), "apply", "-f", "-");
        await("the refusal").atMost(RunningDevOps.PATIENCE).until(() -> !kubectl.run(
                        "patch",
                        "deployment",
                        "web",
                        "-n",
                        devops.namespace,
                        "--dry-run=server",
                        "--type=json",
                        "-p=[{\"op\":\"add\",\"path\":\"/spec/template/spec/containers/0/livenessProbe\","
                                + "\"value\":{\"tcpSocket\":{\"port\":80}}}]")
                .succeeded());
    }

    @Test
    void anAdditionThatIsTakenBackIsGivenThreeTimesAnHourAtMost() {
        create("Deployment", "{}", "");
        devops.declare("strict", "{requireLivenessProbe: true, enforcementMode: enforce}");
        for (int time = 1; time <= 3; time++) {
            await().atMost(RunningDevOps.PATIENCE)
                    .until(() -> web().getSpec()
                                    .getTemplate()
                                    .getSpec()
                                    .getContainers()
                                    .getFirst()
                                    .getLivenessProbe()
                            != null);
            kubectl.run(
                    "patch",
                    "deployment",
                    "web",
                    "-n",
                    devops.namespace,
                    "--type=json",
                    "-p=[{\"op\":\"remove\",\"path\":\"/spec/template/spec/containers/0/livenessProbe\"}]");
        }
        DevOpsPolicyStatus status = devops.awaitStatus(
                "strict",
                one -> RunningDevOps.condition(one, "Enforced").reason().equals(KEY));
        assertThat(RunningDevOps.condition(status, "Enforced").message()).contains("3 times within the hour");
        assertThat(web().getMetadata().getGeneration()).isEqualTo(7);
    }

    @Test
    void whatWasAddedEarlierStaysWhenMoreIsAdded() {
        create("Deployment", "{}", "");
        devops.declare("strict", "{requireLivenessProbe: true, enforcementMode: enforce}");
        devops.awaitWritten("strict", one -> Long.valueOf(1).equals(one.remediationsApplied()));
        devops.change("strict", ENFORCE);
        await().atMost(RunningDevOps.PATIENCE).untilAsserted(() -> {
            var app = web().getSpec().getTemplate().getSpec().getContainers().getFirst();
            assertThat(app.getReadinessProbe()).isNotNull();
            assertThat(app.getLivenessProbe()).isNotNull();
            assertThat(app.getResources().getLimits()).isNotEmpty();
        });
    }

    @Test
    void theFirstPolicyByNameGivesTheValuesAndTheOthersSaySo() {
        create("Deployment", "{}", "");
        devops.stop();
        devops.declare("b", "{requireLivenessProbe: true, enforcementMode: enforce, defaultProbe: {tcpPort: 2000}}");
        devops.declare("a", "{requireReadinessProbe: true, enforcementMode: enforce, defaultProbe: {tcpPort: 1000}}");
        devops.startAgain();
        DevOpsPolicyStatus other = devops.awaitStatus("b", one -> true);
        assertThat(RunningDevOps.condition(other, "Enforced").message()).startsWith("Policy a comes first");
        devops.awaitWritten("a", one -> Long.valueOf(1).equals(one.remediationsApplied()));
        var app = web().getSpec().getTemplate().getSpec().getContainers().getFirst();
        assertThat(app.getLivenessProbe().getTcpSocket().getPort().getIntVal()).isEqualTo(1000);
        assertThat(app.getReadinessProbe().getTcpSocket().getPort().getIntVal()).isEqualTo(1000);
    }

    @Test
    void backInAuditTheStatusSaysNothingOfRemediations() {
        create("Deployment", "{}", "");
        devops.declare("strict", ENFORCE);
        devops.awaitWritten("strict", one -> Long.valueOf(1).equals(one.remediationsApplied()));
        devops.change("strict", ENFORCE.replace("enforce,", "audit,"));
        DevOpsPolicyStatus status = devops.awaitStatus("strict", one -> one.remediationsApplied() == null);
        assertThat(status.remediationsFailed()).isNull();
        assertThat(status.remediatedWorkloads()).isEmpty();
    }

    private Deployment web() {
        return devops.client
                .apps()
                .deployments()
                .inNamespace(devops.namespace)
                .withName("web")
                .get();
    }

    private void create(String kind, String metadata, String spec) {
        String named = metadata.equals("{}") ? "{" : metadata.substring(0, metadata.length() - 1) + ", ";
        String service = kind.equals("StatefulSet") ? "serviceName: web\n  " : "";
        devops.create("apiVersion: apps/v1\nkind: " + kind + "\nmetadata: " + named
                + "name: web, namespace: %s}\nspec:\n  " + service + (spec.isEmpty() ? "" : spec + "\n  ")
                + TEMPLATE);
    }
}
