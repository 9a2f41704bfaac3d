package io.kspec.core.devops;

import java.util.Set;

/// Namespaces that belong to the cluster and its add-ons: no DevOpsPolicy judges their pods. One list for evaluation,
/// admission and enforcement.
///
/// @param additions names that are left out as well
/// @param exceptions names that are judged although they look like those of a system; they win
public record SystemNamespaces(Set<String> additions, Set<String> exceptions) {
    private static final Set<String> KNOWN =
            Set.of("cert-manager", "istio-system", "monitoring", "observability", "argocd");

    public SystemNamespaces {
        additions = Set.copyOf(additions);
        exceptions = Set.copyOf(exceptions);
    }

    /// Names that begin with `kube-`, that end with `-system`, and those of well-known add-ons.
    public static SystemNamespaces usual() {
        return new SystemNamespaces(Set.of(), Set.of());
    }

    public boolean contains(String namespace) {
        return !exceptions.contains(namespace)
                && (namespace.startsWith("kube-")
                        || namespace.endsWith("-system")
                        || KNOWN.contains(namespace)
                        || additions.contains(namespace));
    }
}
