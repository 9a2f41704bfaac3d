package io.kspec.server.release;

import io.fabric8.kubernetes.client.KubernetesClient;

/// How a cluster is reached: by a client, and for Helm, which brings its own, by a kubeconfig. Never printed.
public final class ClusterAccess {
    private final KubernetesClient client;
    private final String kubeconfig;

    /// @param kubeconfig YAML with one context, whose credential stands in it as text
    public ClusterAccess(KubernetesClient client, String kubeconfig) {
        this.client = client;
        this.kubeconfig = kubeconfig;
    }

    public KubernetesClient client() {
        return client;
    }

    String kubeconfig() {
        return kubeconfig;
    }

    @Override
    public String toString() {
        return "access to " + client.getMasterUrl();
    }
}
