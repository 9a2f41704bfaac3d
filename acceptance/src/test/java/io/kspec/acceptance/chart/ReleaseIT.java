package io.kspec.acceptance.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import io.kspec.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of a release. No pod runs on this cluster, so hooks are left out.
@ApiServer(
        shared = false,
        nodes = 0,
        without = {Component.CONTROLLER_MANAGER, Component.SCHEDULER})
final class ReleaseIT {
    private static final String OURS = "deployment,service,serviceaccount,networkpolicy,poddisruptionbudget,role,"
            + "rolebinding,clusterrole,clusterrolebinding,validatingwebhookconfiguration";

    @Test
    void anUpgradeKeepsWhatWasDeclaredAndUninstallingLeavesNothingElse(
            LocalKubernetes cluster, Kubectl kubectl, @TempDir Path scratch) throws IOException {
        Program helm = Chart.helm().on(cluster.kubeconfig());
        assertDone(helm.run(
                "install", "kspec-operator", Chart.FOLDER.toString(), "-n", "kspec-system", "--create-namespace"));
        assertThat(ours(kubectl)).hasSizeGreaterThan(15);
        assertThat(kubectl.runWithInput("""
                        apiVersion: kspec.io/v1alpha1
                        kind: ClusterSpecification
                        metadata: {name: prod}
                        spec: {podSecurity: {enforce: baseline}}
                        """, "apply", "-f", "-").succeeded()).isTrue();
        String uid = uid(kubectl);

        assertDone(helm.run(
                "upgrade",
                "kspec-operator",
                nextVersion(scratch).toString(),
                "-n",
                "kspec-system",
                "--no-hooks",
                "--set=replicaCount=2"));
        assertThat(kubectl.run(
                                "get",
                                "deployment/kspec-operator",
                                "-n",
                                "kspec-system",
                                "-o",
                                "jsonpath={.spec.replicas}")
                        .stdout())
                .isEqualTo("2");
        assertThat(uid(kubectl)).isEqualTo(uid);

        assertDone(helm.run("uninstall", "kspec-operator", "-n", "kspec-system", "--no-hooks"));
        assertThat(ours(kubectl)).isEmpty();
        assertThat(uid(kubectl)).isEqualTo(uid);
    }

    private static Path nextVersion(Path scratch) throws IOException {
        try (var files = Files.walk(Chart.FOLDER)) {
            for (Path file : files.toList()) {
                Path copy = scratch.resolve(Chart.FOLDER.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        Path description = scratch.resolve("Chart.yaml");
        Files.writeString(
                description, Files.readString(description).replaceFirst("\nversion: .*", "\nversion: 99.0.0"));
        return scratch;
    }

    private static List<String> ours(Kubectl kubectl) {
        return kubectl.run("get", OURS, "-n", "kspec-system", "-l", "app.kubernetes.io/part-of=kspec", "-o", "name")
                .stdout()
                .lines()
                .toList();
    }

    private static String uid(Kubectl kubectl) {
        Kubectl.Answer answer = kubectl.run("get", "clusterspec", "prod", "-o", "jsonpath={.metadata.uid}");
        assertThat(answer.succeeded()).as(answer.stderr()).isTrue();
        return answer.stdout();
    }

    private static void assertDone(Program.Answer answer) {
        assertThat(answer.succeeded()).as(answer.stderr()).isTrue();
    }
}
