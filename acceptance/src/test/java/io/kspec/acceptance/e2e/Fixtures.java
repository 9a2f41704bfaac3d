package io.kspec.acceptance.e2e;

import io.kspec.acceptance.chart.Chart;
import java.nio.file.Path;

/// Objects that the scenes speak of.
final class Fixtures {
    private static final Path FOLDER = Chart.ROOT.resolve("acceptance/src/test/resources/fixtures");

    private Fixtures() {}

    static Path file(String name) {
        return FOLDER.resolve(name);
    }

    static String text(String name) {
        return Chart.text(file(name));
    }

    /// As an operator would have it whom the production example leaves nothing to say against: an image by digest,
    /// from a registry that the example allows.
    static final String VALUES = """
            image:
              repository: registry.k8s.io/kspec-operator
              digest: sha256:278fb9dbcca9518083ad1e11276933a2e96f23de604a3a08cc3c80002767d24c
            """;

    /// Asks for rules about nearly everything that the operator may read, and for a DevOpsPolicy's work.
    static final String MORE = """
            apiVersion: kspec.io/v1alpha1
            kind: ClusterSpecification
            metadata: {name: everything}
            spec:
              enforcement: {mode: monitor}
              network: {requireNetworkPolicies: true, allowedServiceTypes: [ClusterIP]}
              rbac: {disallowClusterAdminBindings: true, disallowWildcards: true}
              admission: {requireKyverno: false, policies: {minCount: 1}}
              observability: {metrics: {required: true}}
            ---
            apiVersion: kspec.io/v1alpha1
            kind: DriftConfig
            metadata: {name: usual, namespace: kspec-system}
            spec: {interval: 5m}
            ---
            apiVersion: devops.stochastic.io/v1
            kind: DevOpsPolicy
            metadata: {name: health, namespace: shop}
            spec: {}
            """;

    /// Objects whose deletion waits for an operator.
    static final String MARKED = """
            apiVersion: kspec.io/v1alpha1
            kind: ClusterTarget
            metadata: {name: elsewhere, namespace: shop, finalizers: [kspec.io/cleanup]}
            spec: {authMode: kubeconfig, kubeconfigSecretRef: {name: elsewhere, key: kubeconfig}}
            ---
            apiVersion: devops.stochastic.io/v1
            kind: DevOpsPolicy
            metadata: {name: marked, namespace: shop, finalizers: [devops.stochastic.io/cleanup]}
            spec: {}
            """;
}
