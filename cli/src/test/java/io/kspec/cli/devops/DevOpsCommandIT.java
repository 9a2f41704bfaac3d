package io.kspec.cli.devops;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.cli.Kspec;
import io.kspec.local.LocalKubernetes;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import io.kspec.testkit.TestNamespace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands on a real API server.
@ApiServer
final class DevOpsCommandIT {
    private static final String NAME = "devopspolicies.devops.stochastic.io";

    @TempDir
    private Path home;

    private final LocalKubernetes cluster;

    DevOpsCommandIT(LocalKubernetes cluster) {
        this.cluster = cluster;
    }

    @Test
    void thePrintedKindCanBePipedIntoKubectl(Kubectl kubectl) {
        Kspec.Ended ended = Kspec.at(home).run("devops", "crd", "generate");
        assertThat(ended.code()).isZero();
        var answer = kubectl.runWithInput(ended.out(), "apply", "--dry-run=server", "-f", "-");
        assertThat(answer.succeeded()).as(answer.stderr()).isTrue();
        assertThat(answer.stdout()).contains(NAME);
    }

    @Test
    void theKindIsInstalledAndInstallingAgainChangesNothing(KubernetesClient client) {
        assertThat(run("crd", "install").out()).contains(NAME + " is installed");
        String version = version(client);
        assertThat(run("crd", "install").code()).isZero();
        assertThat(version(client)).isEqualTo(version);
    }

    @Test
    void aClusterIsCheckedAndOneThatIsDownEndsWithThree() {
        Kspec.Ended ended = run("check");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("is Kubernetes v").contains(" pods").contains("2 nodes");
        assertThat(Kspec.at(home).run("devops", "check").code()).isEqualTo(3);
    }

    @Test
    void podsAreListedAndAnalyzed(Kubectl kubectl, @TestNamespace String namespace) {
        kubectl.run("run", "web", "--image=nginx:latest", "-n", namespace);
        assertThat(run("list", "pods").out().lines())
                .anyMatch(line -> line.startsWith(namespace) && line.contains("web"));
        Kspec.Ended ended = run("analyze", "-n", namespace, "--min-score", "100");
        assertThat(ended.out()).contains("pods").contains("classification");
        assertThat(ended.out().lines()).anyMatch(line -> line.matches("latest_tag\\s+1"));
        assertThat(ended.code()).isEqualTo(1);
    }

    private static String version(KubernetesClient client) {
        return client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(NAME)
                .get()
                .getMetadata()
                .getResourceVersion();
    }

    private Kspec.Ended run(String... words) {
        var line = new ArrayList<>(List.of("devops"));
        line.addAll(List.of(words));
        line.addAll(List.of("--kubeconfig", cluster.kubeconfig().toString()));
        return Kspec.at(home).run(line.toArray(String[]::new));
    }
}
