package io.kspec.acceptance.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.kube.resource.ComplianceReport;
import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import io.kspec.operator.Main;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the chart and the manifests say is taken by a real API server, and the rights they grant are enough.
@ApiServer(
        shared = false,
        nodes = 0,
        without = {Component.CONTROLLER_MANAGER, Component.SCHEDULER})
final class InstallationIT {
    /// Asks for rules about nearly everything that the operator may read.
    private static final String SPECIFICATION = """
            apiVersion: kspec.io/v1alpha1
            kind: ClusterSpecification
            metadata: {name: prod}
            spec:
              enforcement: {mode: enforce}
              podSecurity: {enforce: baseline}
              network: {requireNetworkPolicies: true, allowedServiceTypes: [ClusterIP]}
              rbac: {disallowClusterAdminBindings: true, disallowDefaultServiceAccountTokens: true}
              admission: {requireKyverno: true, policies: {minCount: 1}}
              observability: {metrics: {required: true}}
            """;

    @BeforeAll
    static void install(Kubectl kubectl) {
        assertTaken(
                kubectl.run("apply", "-k", Chart.ROOT.resolve("config/default").toString()));
    }

    @Test
    void theApiServerTakesEveryObjectOfTheChart(Kubectl kubectl) {
        Kubectl.Answer answer =
                kubectl.runWithInput(Chart.rendered(Chart.FEATURES), "apply", "--dry-run=server", "-f", "-");
        assertTaken(answer);
        assertThat(answer.stdout().lines()).hasSameSizeAs(Chart.objects(Chart.FEATURES));
    }

    /// Both forms of kubectl work on a folder.
    @ParameterizedTest
    @ValueSource(strings = {"crd", "rbac", "manager"})
    void aFolderCanBeAppliedWithoutKustomize(String folder, Kubectl kubectl) {
        assertTaken(kubectl.run(
                "apply",
                "--dry-run=server",
                "-f",
                Chart.ROOT.resolve("config").resolve(folder).toString()));
    }

    @Test
    void theHookOfAnUpgradeMayBringTheDefinitionsUpToDateAndNothingElse(Kubectl kubectl, LocalKubernetes cluster) {
        List<JsonNode> hook = Chart.objects().stream()
                .filter(object -> object.at("/metadata/name").asText().equals("kspec-operator-crds"))
                .filter(object -> !object.path("kind").asText().equals("Job"))
                .toList();
        assertThat(hook).hasSize(3);
        hook.forEach(object -> assertTaken(kubectl.runWithInput(object.toString(), "apply", "-f", "-")));
        String account =
                cluster.kubeconfigFor("kspec-system", "kspec-operator-crds").toString();
        assertTaken(kubectl.run("delete", "crd", "clustertargets.kspec.io"));

        int code = Main.commandLine().execute("--kubeconfig", account, "crds", "install");

        assertThat(code).isZero();
        assertTaken(kubectl.run("get", "crd", "clustertargets.kspec.io"));
        assertThat(kubectl.as(cluster.kubeconfigFor("kspec-system", "kspec-operator-crds"))
                        .run("get", "pods", "-A")
                        .stderr())
                .contains("forbidden");
    }

    /// Scans, admission, guards, drift and certificates, under exactly the rights of a default installation.
    @Test
    void theOperatorDoesAllItsWorkUnderItsOwnRights(Kubectl kubectl, LocalKubernetes cluster) {
        try (var operator = OperatorOfTheChart.on(cluster)) {
            assertTaken(kubectl.runWithInput(SPECIFICATION, "apply", "-f", "-"));
            operator.awaitCondition("prod", "Ready");
            operator.awaitCondition("prod", "WebhookReady");
            operator.awaitReason("prod", "PolicyEnforced", "KyvernoNotInstalled");
            operator.awaitCondition("prod", "CertificateReady");
            assertThat(operator.reports()).isNotEmpty().allSatisfy(InstallationIT::everythingWasRead);

            String registration = "validatingwebhookconfiguration/kspec-validating-webhook";
            assertTaken(kubectl.run("patch", registration, "--type=json", "-p", """
                    [{"op": "replace", "path": "/webhooks/0/timeoutSeconds", "value": 1}]"""));
            await("repair of a changed registration")
                    .atMost(OperatorOfTheChart.PATIENCE)
                    .until(() -> !kubectl.run("get", registration, "-o", "jsonpath={.webhooks[0].timeoutSeconds}")
                            .stdout()
                            .equals("1"));
            assertTaken(kubectl.run("delete", "validatingadmissionpolicybinding", "-l", "kspec.io/generated=true"));
            await("return of the deleted bindings")
                    .atMost(OperatorOfTheChart.PATIENCE)
                    .until(() -> !kubectl.run("get", "validatingadmissionpolicybinding", "-o", "name")
                            .stdout()
                            .isBlank());
            await("the account of it").atMost(OperatorOfTheChart.PATIENCE).until(() -> kubectl.run(
                            "get", "driftreports", "-n", "kspec-system", "-o", "name")
                    .stdout()
                    .contains("prod-drift-"));

            assertTaken(kubectl.within(OperatorOfTheChart.PATIENCE).run("delete", "clusterspec", "prod"));
            assertThat(kubectl.run("get", "validatingadmissionpolicy,validatingadmissionpolicybinding", "-o", "name")
                            .stdout())
                    .isBlank();
        }
    }

    /// What may not be read is never a pass: it would stand here.
    private static void everythingWasRead(ComplianceReport report) {
        assertThat(report.getSpec().results()).isNotEmpty().noneMatch(result -> result.status()
                .equals("NotEvaluated"));
    }

    private static void assertTaken(Kubectl.Answer answer) {
        assertThat(answer.succeeded()).as(answer.stderr()).isTrue();
        assertThat(answer.stderr()).doesNotContain("Warning:");
    }
}
