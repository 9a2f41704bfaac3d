package io.kspec.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.kube.resource.ClusterSpecification;
import io.kspec.kube.resource.ComplianceReport;
import io.kspec.kube.resource.Crds;
import io.kspec.kube.resource.DriftReport;
import io.kspec.kube.resource.PolicyTemplate;
import io.kspec.local.Component;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The custom resources as a user with kubectl meets them. Without the controller manager, because its garbage
/// collector removes reports whose owner, as in the samples, never was.
@ApiServer(
        shared = false,
        nodes = 0,
        without = {Component.CONTROLLER_MANAGER, Component.SCHEDULER})
final class CustomResourcesIT {
    private static final Path ROOT = Path.of(System.getProperty("kspec.root"));
    private static final Path SEEDS = Path.of("src", "test", "resources", "seeds");
    private static final String NAMESPACE = "kspec-system";
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeAll
    static void install(KubernetesClient client) {
        Crds.install(client);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
    }

    @Test
    void installingTwiceChangesNothing(KubernetesClient client) {
        Crds.install(client);
        var before = versions(client);

        Crds.install(client);

        assertThat(versions(client)).isEqualTo(before).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-f", "-k"})
    void theFolderOfDefinitionsIsAppliedAsFilesAndAsAKustomization(String flag, Kubectl kubectl) {
        var answer = kubectl.run("apply", flag, ROOT.resolve("config/crd") + "");

        assertThat(answer.succeeded()).as(answer.stderr()).isTrue();
        assertThat(answer.stdout().lines()).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "production-cluster.yaml",
                "development-cluster.yaml",
                "compliance-cluster.yaml",
                "multi-tenant-cluster.yaml"
            })
    void anExampleIsStoredAsItIsWritten(String file, Kubectl kubectl, KubernetesClient client) throws IOException {
        apply(kubectl, ROOT.resolve("examples").resolve(file));

        JsonNode written = Serialization.unmarshal(
                        Files.readString(ROOT.resolve("examples").resolve(file)), ObjectNode.class)
                .path("spec");
        var stored = client.resources(ClusterSpecification.class)
                .withName(file.replace(".yaml", ""))
                .get();
        assertThat(JSON.<JsonNode>valueToTree(stored.getSpec())).isEqualTo(written);
    }

    @Test
    void theExampleOfATargetIsAccepted(Kubectl kubectl) {
        apply(kubectl, ROOT.resolve("examples/cluster-target-kubeconfig.yaml"));

        assertThat(kubectl.run("get", "ctarget", "-n", NAMESPACE).stdout())
                .contains("API SERVER", "REACHABLE", "ENFORCE", "staging");
    }

    @Test
    void theExampleOfATemplateIsStoredAsItIsWritten(Kubectl kubectl, KubernetesClient client) throws IOException {
        Path file = ROOT.resolve("examples/policy-template.yaml");
        apply(kubectl, file);

        var stored =
                client.resources(PolicyTemplate.class).withName("team-baseline").get();
        assertThat(JSON.<JsonNode>valueToTree(stored.getSpec()))
                .isEqualTo(Serialization.unmarshal(Files.readString(file), ObjectNode.class)
                        .path("spec"));
        assertThat(kubectl.run("get", "ptemplate").stdout()).contains("CATEGORY", "VERSION", "team-baseline");
    }

    /// The namespace in the sample is ignored, because the kind has none.
    @Test
    void theSampleSpecificationIsAppliedUnchanged(Kubectl kubectl, KubernetesClient client) {
        apply(kubectl, SEEDS.resolve("cluster-specification.yaml"));

        var stored = client.resources(ClusterSpecification.class)
                .withName("production-cluster")
                .get();
        assertThat(stored.getMetadata().getNamespace()).isNull();
        assertThat(stored.getSpec().workloads().containers().required())
                .extracting(field -> field.key() + "=" + field.value())
                .contains("securityContext.runAsNonRoot=true");
        assertThat(kubectl.run("get", "clusterspec").stdout())
                .contains("READY", "PHASE", "MODE", "SCORE", "FAILED", "LAST SCAN", "AGE")
                .doesNotContain("TARGET");
        assertThat(kubectl.run("get", "cspec", "-o", "wide").stdout()).contains("TARGET");
    }

    @Test
    void theSampleComplianceReportIsAppliedUnchangedAndNeverChangedAgain(Kubectl kubectl, KubernetesClient client) {
        apply(kubectl, SEEDS.resolve("compliance-report.yaml"));

        String name = "production-cluster-20250115-103000";
        var stored = client.resources(ComplianceReport.class)
                .inNamespace(NAMESPACE)
                .withName(name)
                .get();
        assertThat(stored.getSpec().summary().passRate()).isEqualTo(94);
        assertThat(stored.getSpec().results()).hasSize(5);
        assertRefused(patch(kubectl, "compreport", name, "replace", "/spec/summary/failed", "0"));
        assertRefused(
                patch(kubectl, "compreport", name, "replace", "/spec/results/2/details/missingNamespaces/0", "\"x\""));
        assertRefused(patch(kubectl, "compreport", name, "add", "/spec/results/0/details", "{\"a\": 1}"));
        assertRefused(patch(kubectl, "compreport", name, "add", "/spec/clusterName", "\"x\""));
        assertThat(patch(kubectl, "compreport", name, "add", "/metadata/labels/seen", "\"yes\"")
                        .succeeded())
                .isTrue();
    }

    /// Its owner reference has no uid, which no API server accepts; the operator writes the owner's.
    @Test
    void theSampleDriftReportIsAppliedWithTheUidOfItsOwnerAndNeverChangedAgain(Kubectl kubectl, KubernetesClient client)
            throws IOException {
        String owner = "      kind: ClusterSpecification\n";
        String sample = Files.readString(SEEDS.resolve("drift-report.yaml"));
        var answer = kubectl.runWithInput(sample.replace(owner, owner + "      uid: abc-123\n"), "create", "-f", "-");
        assertThat(answer.succeeded()).as(answer.stderr()).isTrue();

        String name = "production-cluster-drift-20250115-103500";
        var events = client.resources(DriftReport.class)
                .inNamespace(NAMESPACE)
                .withName(name)
                .get()
                .getSpec()
                .events();
        assertThat(events).hasSize(3);
        assertThat(events.getFirst().actual())
                .as("null says that the object is gone")
                .isNotNull();
        assertRefused(patch(kubectl, "driftrep", name, "replace", "/spec/events/0/remediation/status", "\"failed\""));
        assertRefused(patch(
                kubectl, "driftrep", name, "replace", "/spec/events/1/actual/validationFailureAction", "\"Enforce\""));
        String outcome = "{\"status\": {\"phase\": \"Completed\", \"remediations\":"
                + " [{\"index\": 2, \"action\": \"report\", \"status\": \"success\"}]}}";
        var later = kubectl.run(
                "patch", "driftrep", name, "-n", NAMESPACE, "--subresource=status", "--type=merge", "-p", outcome);
        assertThat(later.succeeded()).as(later.stderr()).isTrue();
    }

    @Test
    void anUnknownFieldIsRefused(Kubectl kubectl) {
        var answer = kubectl.runWithInput(specification("network: {defaultDenyIngres: true}"), "apply", "-f", "-");

        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.stderr()).contains("unknown field \"spec.network.defaultDenyIngres\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    podSecurity: {enforce: strict}                              | Unsupported value: "strict"
                    kubernetes: {minVersion: "1.x"}                             | should match
                    clusterRef: {name: a}, clusterSelector: {matchLabels: {a: b}} | exclude each other
                    workloads: {containers: {required: [{value: true}]}}        | key: Required value
                    webhooks: {timeoutSeconds: 31}                              | less than or equal to 30
                    policyExemptions: [{name: a, reason: short}]                | an exemption needs a reason
                    enforcement: {enforceFrom: tomorrow}                        | date-time
                    enforcement: {nativePolicies: "off"}                        | "Audit", "Deny", "Off"
                    timeBasedActivation: {schedule: "0 8 * * *"}                | go together
                    """)
    void whatTheSchemaSeesIsRefusedByTheApiServer(String spec, String message, Kubectl kubectl) {
        var answer = kubectl.runWithInput(specification(spec), "apply", "-f", "-");

        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.stderr()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    authMode: kubeconfig                                             | kubeconfigSecretRef is required
                    authMode: token, tokenSecretRef: {name: a}                       | apiServerURL is required
                    authMode: token, apiServerURL: "https://a", kubeconfigSecretRef: {name: a} | tokenSecretRef is required
                    authMode: kubeconfig, kubeconfigSecretRef: {name: a}, caData: YQ==, insecureSkipTLSVerify: true | exclude
                    authMode: kubeconfig, kubeconfigSecretRef: {name: a}, scanInterval: 30s | at least 1m
                    authMode: kubeconfig, kubeconfigSecretRef: {name: a}, scanInterval: PT5M | should match
                    """)
    void aTargetNeedsExactlyTheSecretOfItsMode(String spec, String message, Kubectl kubectl) {
        var answer = kubectl.runWithInput("""
                apiVersion: kspec.io/v1alpha1
                kind: ClusterTarget
                metadata: {name: wrong, namespace: kspec-system}
                spec: {%s}
                """.formatted(spec), "apply", "-f", "-");

        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.stderr()).contains(message);
    }

    @Test
    void kubectlExplainsEveryField(Kubectl kubectl) {
        assertThat(kubectl.run("explain", "clusterspec.spec.podSecurity").stdout())
                .contains("Pod Security Standards levels that every namespace must carry at least.")
                .contains("enum: baseline, privileged, restricted");
        assertThat(kubectl.run("explain", "clusterspec.spec.workloads.containers.required.value")
                        .stdout())
                .contains("a boolean, number, string or list of strings");
    }

    @Test
    void theCategoryListsEveryKind(Kubectl kubectl) {
        assertThat(kubectl.run("api-resources", "--categories=kspec", "-o", "name")
                        .stdout()
                        .lines())
                .containsExactlyInAnyOrder(
                        "clusterspecifications.kspec.io",
                        "clustertargets.kspec.io",
                        "compliancereports.kspec.io",
                        "driftconfigs.kspec.io",
                        "driftreports.kspec.io",
                        "policytemplates.kspec.io");
    }

    private static void apply(Kubectl kubectl, Path file) {
        var answer = kubectl.run("apply", "-f", file.toString());
        assertThat(answer.succeeded()).as(answer.stderr()).isTrue();
    }

    private static Kubectl.Answer patch(
            Kubectl kubectl, String kind, String name, String operation, String path, String value) {
        String patch = "[{\"op\": \"%s\", \"path\": \"%s\", \"value\": %s}]".formatted(operation, path, value);
        return kubectl.run("patch", kind, name, "-n", NAMESPACE, "--type=json", "-p", patch);
    }

    private static void assertRefused(Kubectl.Answer answer) {
        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.stderr()).contains("a report is evidence: its spec may not be changed");
    }

    private static String specification(String spec) {
        return """
                apiVersion: kspec.io/v1alpha1
                kind: ClusterSpecification
                metadata: {name: wrong}
                spec: {%s}
                """.formatted(spec);
    }

    private static Map<String, String> versions(KubernetesClient client) {
        return client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                .collect(Collectors.toMap(crd -> crd.getMetadata().getName(), crd -> crd.getMetadata()
                        .getResourceVersion()));
    }
}
