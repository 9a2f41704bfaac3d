package io.kspec.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kspec.local.LocalKubernetes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@ApiServer
final class KubectlIT {
    @Test
    void whatIsAppliedFromStandardInputCanBeReadBack(Kubectl kubectl, @TestNamespace String namespace) {
        String manifest = """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: colours
                  namespace: %s
                data:
                  sky: blue
                """.formatted(namespace);
        assertThat(kubectl.runWithInput(manifest, "apply", "-f", "-"))
                .isEqualTo(new Kubectl.Answer(0, "configmap/colours created\n", ""));
        Kubectl.Answer read = kubectl.run("-n", namespace, "get", "configmap", "colours", "-o", "jsonpath={.data.sky}");
        assertThat(read.stdout()).isEqualTo("blue");
    }

    @Test
    void aRefusalIsAnExitCodeAndAMessage(Kubectl kubectl, @TestNamespace String namespace) {
        Kubectl.Answer answer = kubectl.run("-n", namespace, "get", "configmap", "missing");
        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.stderr()).contains("configmaps \"missing\" not found");
    }

    @Test
    void clientAndServerAreOfOneVersion(Kubectl kubectl) {
        Kubectl.Answer version = kubectl.run("version");
        assertThat(version.stdout()).contains("Client Version").contains("Server Version");
        assertThat(version.stderr()).doesNotContain("skew");
    }

    @Test
    void anotherKubeconfigMeansOtherRights(Kubectl kubectl, LocalKubernetes cluster, @TestNamespace String namespace) {
        Kubectl restricted = kubectl.as(cluster.kubeconfigFor(namespace, "default"));
        assertThat(kubectl.run("-n", namespace, "get", "secrets").succeeded()).isTrue();
        assertThat(restricted.run("-n", namespace, "get", "secrets").stderr()).contains("Forbidden");
    }

    @Test
    void aRunThatDoesNotEndIsEnded(Kubectl kubectl, @TestNamespace String namespace) {
        assertThatIllegalStateException()
                .isThrownBy(() -> kubectl.within(Duration.ofMillis(500)).run("-n", namespace, "get", "pods", "--watch"))
                .withMessageContaining("get pods --watch did not end within");
    }
}
