package io.kspec.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.local.LocalKubernetes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@ApiServer(shared = false, nodes = 0)
final class KyvernoControllerIT {
    private static final String POLICY = """
            apiVersion: kyverno.io/v1
            kind: ClusterPolicy
            metadata:
              name: no-privileged-pods
            spec:
              background: false
              rules:
                - name: not-privileged
                  match:
                    any:
                      - resources:
                          kinds: [Pod]
                  validate:
                    failureAction: Enforce
                    message: a pod must not be privileged
                    pattern:
                      spec:
                        containers:
                          - =(securityContext):
                              =(privileged): "false"
            """;

    @Test
    void aPolicyInForceRefusesAPrivilegedPodAndNothingIsLeftInTheEnd(LocalKubernetes cluster, KubernetesClient client) {
        List<String> before = clusterWide(client);
        try (KyvernoController kyverno = KyvernoController.start(cluster)) {
            client.resource(client.getKubernetesSerialization().unmarshal(POLICY, GenericKubernetesResource.class))
                    .create();
            kyverno.awaitReady("no-privileged-pods");
            assertThatExceptionOfType(KubernetesClientException.class)
                    .isThrownBy(() -> client.resource(pod("insider", true)).create())
                    .withMessageContaining("a pod must not be privileged");
            client.resource(pod("ordinary", false)).create();
            assertThat(clusterWide(client)).contains("kyverno", "clusterpolicies.kyverno.io");
        }
        assertThat(clusterWide(client)).isEqualTo(before);
        client.resource(pod("insider", true)).create();
        assertThat(client.pods().inNamespace("default").withName("insider").get())
                .isNotNull();
    }

    /// Names of whatever a neighbour may leave in a cluster.
    private static List<String> clusterWide(KubernetesClient client) {
        var registrations = client.admissionRegistration().v1();
        return Stream.of(
                        registrations.validatingWebhookConfigurations().list().getItems(),
                        registrations.mutatingWebhookConfigurations().list().getItems(),
                        client.apiextensions()
                                .v1()
                                .customResourceDefinitions()
                                .list()
                                .getItems(),
                        client.rbac().clusterRoles().list().getItems(),
                        client.namespaces().list().getItems())
                .flatMap(List::stream)
                .map(HasMetadata::getMetadata)
                .map(metadata -> metadata.getName())
                .sorted()
                .toList();
    }

    private static Pod pod(String name, boolean privileged) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage("registry.example/web:1")
                .withNewSecurityContext()
                .withPrivileged(privileged)
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .build();
    }
}
