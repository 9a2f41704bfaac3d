package io.kspec.kube.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NamespaceableResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/// Objects of tests on an API server.
final class Objects {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Objects() {}

    /// Makes a namespace in which pods can be made, once one of another test that had its name is gone.
    static void namespace(KubernetesClient client, String name, Map<String, String> labels) {
        Awaitility.await("end of namespace " + name)
                .atMost(PATIENCE)
                .until(() -> client.namespaces().withName(name).get() == null);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .create();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> client.serviceAccounts()
                                .inNamespace(name)
                                .withName("default")
                                .get()
                        != null);
    }

    static Resource<HasMetadata> in(KubernetesClient client, String namespace, JsonNode object) {
        NamespaceableResource<HasMetadata> resource = client.resource(object.toString());
        return resource.inNamespace(namespace);
    }
}
