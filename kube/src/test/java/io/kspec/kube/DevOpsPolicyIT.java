package io.kspec.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.devops.DevOpsMode;
import io.kspec.core.devops.DevOpsPolicySpec;
import io.kspec.kube.resource.Crds;
import io.kspec.kube.resource.DevOpsPolicy;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import io.kspec.testkit.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the API server takes, keeps and refuses of a DevOpsPolicy.
@ApiServer
final class DevOpsPolicyIT {
    private static final Path SAMPLES = Path.of(System.getProperty("kspec.root"), "kube-tests");

    private final KubernetesClient client;
    private final Kubectl kubectl;
    private final String namespace;

    DevOpsPolicyIT(KubernetesClient client, Kubectl kubectl, @TestNamespace String namespace) {
        this.client = client;
        this.kubectl = kubectl;
        this.namespace = namespace;
        Crds.install(client);
    }

    @Test
    void everyFieldComesBackAsItWasDeclared() {
        String spec = """
                {"forbidLatestTag":true,"requireLivenessProbe":false,"requireReadinessProbe":true,"maxRestartCount":0,
                "forbidPendingDuration":31536000,"enforcementMode":"enforce",
                "defaultProbe":{"tcpPort":8080,"initialDelaySeconds":0,"periodSeconds":1},
                "defaultResources":{"cpuRequest":"250m","cpuLimit":"1","memoryRequest":"64Mi","memoryLimit":"64Mi"},
                "severityOverrides":{"latestTag":"critical","pending":"low"}}""";
        assertThat(apply(spec).succeeded()).isTrue();
        DevOpsPolicySpec stored = stored().getSpec();
        assertThat(stored).isEqualTo(client.getKubernetesSerialization().unmarshal(spec, DevOpsPolicySpec.class));
        assertThat(stored.enforcementMode()).isEqualTo(DevOpsMode.ENFORCE);
    }

    @Test
    void anUnknownFieldIsNotKept() {
        var answer = kubectl.runWithInput(
                policy("{\"forbidLatestTag\":true,\"nonsense\":1}"), "create", "--validate=false", "-f", "-");
        assertThat(answer.succeeded()).as(answer.stderr()).isTrue();
        assertThat(kubectl.run("get", "dop", "-n", namespace, "-o", "yaml").stdout())
                .contains("forbidLatestTag")
                .doesNotContain("nonsense");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"enforcementMode":"strict"}                                  | enforcementMode
            {"maxRestartCount":-1}                                        | maxRestartCount
            {"forbidPendingDuration":31536001}                            | forbidPendingDuration
            {"defaultProbe":{"tcpPort":0}}                                | tcpPort
            {"defaultProbe":{"tcpPort":65536}}                            | tcpPort
            {"defaultProbe":{"initialDelaySeconds":3601}}                 | initialDelaySeconds
            {"defaultProbe":{"periodSeconds":0}}                          | periodSeconds
            {"defaultResources":{"cpuRequest":"0"}}                       | defaultResources.cpuRequest
            {"defaultResources":{"cpuRequest":"0.00"}}                    | defaultResources.cpuRequest
            {"defaultResources":{"memoryLimit":"-1Gi"}}                   | defaultResources.memoryLimit
            {"defaultResources":{"cpuLimit":"much"}}                      | defaultResources.cpuLimit
            {"severityOverrides":{"latestTag":"dire"}}                    | latestTag
            """)
    void whatMakesNoSenseIsRefusedByName(String spec, String name) {
        var answer = apply(spec);
        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.stderr()).contains(name);
    }

    @Test
    void aPolicyWithoutAnyFieldIsLegal() {
        assertThat(apply("{}").succeeded()).isTrue();
    }

    @Test
    void theStatusIsWrittenApartFromTheSpec() {
        apply("{\"maxRestartCount\":3}");
        kubectl.run("patch", "dop", "sample", "-n", namespace, "--type=merge", "-p={\"status\":{\"healthScore\":1}}");
        assertThat(stored().getStatus()).isNull();
        assertThat(stored().getMetadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void kubectlShowsTheModeAndTheState() {
        apply("{\"enforcementMode\":\"audit\"}");
        assertThat(kubectl.run("get", "dop", "-n", namespace).stdout())
                .contains("NAME", "MODE", "HEALTHY", "SCORE", "VIOLATIONS", "EVALUATED", "AGE", "audit");
    }

    @Test
    void everySampleIsTaken() throws IOException {
        try (var files = Files.list(SAMPLES)) {
            List<Path> samples = files.toList();
            assertThat(samples).hasSizeGreaterThanOrEqualTo(3);
            for (Path sample : samples) {
                var answer = kubectl.run("apply", "--dry-run=server", "-n", namespace, "-f", sample.toString());
                assertThat(answer.succeeded())
                        .as("%s: %s", sample, answer.stderr())
                        .isTrue();
            }
        }
    }

    private DevOpsPolicy stored() {
        return client.resources(DevOpsPolicy.class)
                .inNamespace(namespace)
                .withName("sample")
                .get();
    }

    private Kubectl.Answer apply(String spec) {
        return kubectl.runWithInput(policy(spec), "apply", "-f", "-");
    }

    private String policy(String spec) {
        return """
                {"apiVersion":"devops.stochastic.io/v1","kind":"DevOpsPolicy",
                "metadata":{"name":"sample","namespace":"%s"},"spec":%s}""".formatted(namespace, spec);
    }
}
