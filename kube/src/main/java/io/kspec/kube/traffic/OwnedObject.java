package io.kspec.kube.traffic;

import io.kspec.kube.write.ObjectKind;

/// An object of a release's manifest.
///
/// @param namespace empty for what belongs to the cluster
public record OwnedObject(ObjectKind kind, String namespace, String name) {
    /// Where the API server has it.
    public String path() {
        String root = kind.group().isEmpty() ? "/api/" + kind.version() : "/apis/" + kind.apiVersion();
        return kind.namespaced()
                ? "%s/namespaces/%s/%s/%s".formatted(root, namespace, kind.plural(), name)
                : "%s/%s/%s".formatted(root, kind.plural(), name);
    }

    /// Whether it is a kind that Kubernetes brings itself, and no definition.
    boolean mayGo() {
        boolean ofKubernetes = !kind.group().contains(".") || kind.group().endsWith(".k8s.io");
        return ofKubernetes && !kind.group().equals("apiextensions.k8s.io");
    }

    @Override
    public String toString() {
        return "%s %s%s".formatted(kind.kind(), namespace.isEmpty() ? "" : namespace + "/", name);
    }
}
