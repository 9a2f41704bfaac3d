package io.kspec.acceptance.fault;

/// Specifications that the stories declare.
final class Specifications {
    private Specifications() {}

    /// Refuses privileged containers; `more` is further YAML under `spec`, unindented.
    static String named(String name, String mode, String more) {
        return """
                apiVersion: kspec.io/v1alpha1
                kind: ClusterSpecification
                metadata:
                  name: %s
                spec:
                  version: "1.0.0"
                  enforcement:
                    mode: %s
                  podSecurity:
                    enforce: baseline
                """.formatted(name, mode) + more.indent(2);
    }

    /// A pod that such a specification refuses; `more` is further YAML of its container, unindented.
    static String privilegedPod(String namespace, String more) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: bad, namespace: %s}
                spec:
                  containers:
                    - name: app
                      image: registry.k8s.io/pause:3.10
                      securityContext: {privileged: true}
                """.formatted(namespace) + more.indent(6);
    }

    /// No version is at least 1.36 and at most 1.30; a schema cannot see that.
    static String impossible(String name) {
        return named(name, "audit", "kubernetes: {minVersion: \"1.36\", maxVersion: \"1.30\"}");
    }
}
