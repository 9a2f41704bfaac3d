package io.kspec.kube.managed;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/// Shorthands for a cluster.
public record Cluster(KubernetesClient client) {
    /// Objects in YAML, as `kubectl apply` takes them.
    public void apply(String objects) {
        client.load(new ByteArrayInputStream(objects.getBytes(StandardCharsets.UTF_8)))
                .inNamespace("default")
                .serverSideApply();
    }

    /// A client of a server that is not there, with the same credentials; the caller closes it.
    public KubernetesClient away() {
        Config nowhere = new ConfigBuilder(client.getConfiguration())
                .withMasterUrl("https://127.0.0.1:1/")
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(nowhere).build();
    }
}
