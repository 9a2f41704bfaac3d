package io.kspec.core.verdict;

/// Names what was judged. Empty strings stand for what does not apply: no namespace (cluster-scoped), no container.
public record SubjectRef(String apiVersion, String kind, String namespace, String name, String container) {
    /// The same object, with the container that offends.
    public SubjectRef in(String containerName) {
        return new SubjectRef(apiVersion, kind, namespace, name, containerName);
    }

    /// `Pod shop/web`, or `Namespace shop` for what has no namespace; `(container app)` when one is named.
    public String display() {
        String object = namespace.isEmpty() ? name : namespace + "/" + name;
        return container.isEmpty()
                ? "%s %s".formatted(kind, object)
                : "%s %s (container %s)".formatted(kind, object, container);
    }
}
