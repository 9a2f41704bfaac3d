package io.kspec.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.kube.resource.Crds;
import io.kspec.local.Component;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What migration writes, and what an older operator left behind, before a real API server.
@ApiServer(
        shared = false,
        nodes = 0,
        without = {Component.CONTROLLER_MANAGER, Component.SCHEDULER})
final class MigratedObjectsIT {
    static Stream<Path> fixtures() {
        return MigrationFixtures.all();
    }

    @BeforeAll
    static void install(KubernetesClient client) {
        Crds.install(client);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("kspec-system")
                        .endMetadata()
                        .build())
                .create();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void theApiServerTakesEveryOutput(Path fixture, Kubectl kubectl) {
        var answer = kubectl.run("apply", "-f", fixture.resolve("out.yaml").toString());
        assertThat(answer.succeeded()).as(answer.stderr()).isTrue();
        assertThat(answer.stderr()).doesNotContain("unknown field");
    }

    /// Objects that the older operator stored stay valid under today's definitions, without any migration.
    @ParameterizedTest
    @ValueSource(strings = {"stored", "reports"})
    void whatAnOlderOperatorStoredIsStillTaken(String fixture, Kubectl kubectl) {
        String stored = MigrationFixtures.read(Path.of("src/test/resources/migration", fixture), "in.yaml")
                .replaceAll("(?m)^.*(uid|resourceVersion): .*\n", "");
        var answer = kubectl.runWithInput(stored, "apply", "--dry-run=server", "-f", "-");
        assertThat(answer.succeeded()).as(answer.stderr()).isTrue();
    }

    @Test
    void theSamplePolicyOfDevOpsIsTakenAndShownWithItsColumns(Kubectl kubectl) {
        var answer = kubectl.runWithInput("""
                apiVersion: devops.stochastic.io/v1
                kind: DevOpsPolicy
                metadata: {name: default-policy, namespace: kspec-system}
                spec:
                  forbidLatestTag: true
                  requireLivenessProbe: true
                  requireReadinessProbe: true
                  maxRestartCount: 3
                  forbidPendingDuration: 300
                """, "apply", "-f", "-");
        assertThat(answer.succeeded()).as(answer.stderr()).isTrue();
        assertThat(kubectl.run("get", "dop", "-n", "kspec-system").stdout())
                .contains("HEALTHY", "SCORE", "VIOLATIONS", "EVALUATED", "AGE", "default-policy");
    }

    @Test
    void aNegativeRestartCountIsRefused(Kubectl kubectl) {
        var answer = kubectl.runWithInput("""
                apiVersion: devops.stochastic.io/v1
                kind: DevOpsPolicy
                metadata: {name: wrong, namespace: kspec-system}
                spec: {maxRestartCount: -1}
                """, "apply", "-f", "-");
        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.stderr()).contains("maxRestartCount");
    }
}
