package io.kspec.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `uninstall` leaves of an operator that is gone without a word. No pod runs on this cluster.
@ApiServer(
        shared = false,
        nodes = 0,
        without = {Component.CONTROLLER_MANAGER, Component.SCHEDULER})
final class UninstallIT {
    private static final String GUARDS = "validatingwebhookconfiguration,mutatingwebhookconfiguration,"
            + "validatingadmissionpolicy,validatingadmissionpolicybinding";

    @Test
    void afterwardsWhatKspecRefusedIsCreatedAndDeclarationsStayAndCanBeDeleted(
            KubernetesClient client, LocalKubernetes cluster, Kubectl kubectl) {
        abandoned(client, kubectl);
        assertThat(kubectl.runWithInput(Yaml.privilegedPod("default", "before"), "create", "-f", "-")
                        .succeeded())
                .isFalse();

        Run run = uninstall(cluster.kubeconfig());

        assertThat(run.output()).isNotBlank().doesNotContain("FAILED");
        assertThat(run.code()).isZero();
        assertThat(names(kubectl, GUARDS)).isEmpty();
        assertThat(names(kubectl, "secret,lease,pod", "-n", "kspec-system")).isEmpty();
        assertThat(kubectl.run("get", "deployment/stranger", "-n", "kspec-system", "-o", "jsonpath={.spec.replicas}")
                        .stdout())
                .isEqualTo("1");
        assertThat(names(kubectl, "clusterspec")).containsExactly("clusterspecification.kspec.io/prod");
        assertThat(kubectl.run("get", "devopspolicy/one", "-o", "jsonpath={.metadata.finalizers}")
                        .stdout())
                .isEqualTo("[\"example.org/theirs\"]");
        assertThat(kubectl.runWithInput(Yaml.privilegedPod("default", "after"), "create", "-f", "-")
                        .stderr())
                .isEmpty();
        for (String kind : List.of("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "ReplicaSet")) {
            assertThat(kubectl.runWithInput(
                                    Yaml.privilegedTemplate(kind, "default", "after-" + kind.toLowerCase(Locale.ROOT)),
                                    "create",
                                    "-f",
                                    "-")
                            .stderr())
                    .isEmpty();
        }
        assertThat(kubectl.run("delete", "clusterspec", "prod", "--timeout=10s").stderr())
                .isEmpty();

        assertThat(uninstall(cluster.kubeconfig())).satisfies(again -> {
            assertThat(again.code()).isZero();
            assertThat(again.output()).contains("ValidatingWebhookConfiguration kspec-validating-webhook: not there");
        });
    }

    /// One right is missing: that step says so, and the others are done.
    @ParameterizedTest
    @ValueSource(strings = {"validatingadmissionpolicies", "pods"})
    void aStepThatFailsIsNamedAndTheOthersAreDone(String denied, LocalKubernetes cluster, Kubectl kubectl) {
        account(kubectl, denied);
        kubectl.runWithInput(ORPHANED_WEBHOOK, "create", "-f", "-");

        Run run = uninstall(cluster.kubeconfigFor("default", "without-" + denied));

        assertThat(run.code()).isOne();
        assertThat(run.output().lines().filter(line -> line.contains("FAILED")))
                .singleElement()
                .asString()
                .contains(denied);
        assertThat(run.output()).contains("ValidatingWebhookConfiguration kspec-validating-webhook: removed");
        assertThat(names(kubectl, "validatingwebhookconfiguration")).isEmpty();
    }

    /// An operator that held its guards, and whose process is gone.
    private static void abandoned(KubernetesClient client, Kubectl kubectl) {
        var operator = new RunningOperator(client, OperatorOptions.onLoopback());
        operator.declare(Yaml.specification("prod", "mode: enforce"));
        operator.program().close();
        assertThat(kubectl.runWithInput(MORE_LEAVINGS, "create", "-f", "-").stderr())
                .isEmpty();
        assertThat(names(kubectl, GUARDS)).hasSizeGreaterThan(3);
        assertThat(names(kubectl, "secret", "-n", "kspec-system")).hasSize(2);
    }

    /// May do all that the steps need, but for one resource.
    private static void account(Kubectl kubectl, String denied) {
        String resources = Stream.of(
                        "validatingwebhookconfigurations",
                        "mutatingwebhookconfigurations",
                        "validatingadmissionpolicies",
                        "validatingadmissionpolicybindings",
                        "clusterpolicies",
                        "clusterspecifications",
                        "clustertargets",
                        "devopspolicies",
                        "certificates",
                        "issuers",
                        "deployments",
                        "pods",
                        "secrets",
                        "leases")
                .filter(resource -> !resource.equals(denied))
                .collect(Collectors.joining(", "));
        assertThat(kubectl.runWithInput(
                                ACCOUNT.replace("NAME", "without-" + denied).replace("RESOURCES", resources),
                                "apply",
                                "-f",
                                "-")
                        .stderr())
                .isEmpty();
    }

    private record Run(int code, String output) {}

    private static Run uninstall(Path kubeconfig) {
        var output = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(output))
                .execute("--kubeconfig", kubeconfig.toString(), "uninstall", "--namespace", "kspec-system");
        return new Run(code, output.toString());
    }

    private static List<String> names(Kubectl kubectl, String kinds, String... more) {
        String[] words = Stream.concat(Stream.of("get", kinds, "-o", "name"), Stream.of(more))
                .toArray(String[]::new);
        return kubectl.run(words).stdout().lines().toList();
    }

    private static final String MORE_LEAVINGS = """
            apiVersion: coordination.k8s.io/v1
            kind: Lease
            metadata: {name: kspec-operator-lock, namespace: kspec-system}
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: MutatingWebhookConfiguration
            metadata: {name: kspec-mutating-webhook}
            ---
            apiVersion: devops.stochastic.io/v1
            kind: DevOpsPolicy
            metadata: {name: one, namespace: default, finalizers: [example.org/theirs, devops.stochastic.io/cleanup]}
            spec: {}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: stranger, namespace: kspec-system}
            spec:
              selector: {matchLabels: {app: stranger}}
              template:
                metadata: {labels: {app: stranger}}
                spec: {containers: [{name: main, image: "registry.k8s.io/pause:3.10", securityContext: {runAsNonRoot: true}}]}
            """;

    private static final String ORPHANED_WEBHOOK = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: kspec-validating-webhook}
            """;

    private static final String ACCOUNT = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: NAME, namespace: default}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: NAME}
            rules: [{apiGroups: ["*"], resources: [RESOURCES], verbs: [get, list, patch, delete]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: NAME}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: NAME}
            subjects: [{kind: ServiceAccount, name: NAME, namespace: default}]
            """;
}
