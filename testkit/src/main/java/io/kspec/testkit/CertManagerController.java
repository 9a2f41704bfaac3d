package io.kspec.testkit;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.local.LocalKubernetes;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// cert-manager's own controllers at work in a cluster, out of it: Certificates of self-signed and CA issuers become
/// Secrets. Its webhook does not run, so nothing checks an object beyond its schema. The cluster needs its controller
/// manager, and is best a private one.
public final class CertManagerController implements AutoCloseable {
    /// Holds the secrets of ClusterIssuers.
    public static final String NAMESPACE = "cert-manager";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KubernetesClient client;
    private final Definitions definitions;
    private final Neighbour process;

    private CertManagerController(KubernetesClient client, Definitions definitions, Neighbour process) {
        this.client = client;
        this.definitions = definitions;
        this.process = process;
    }

    /// Installs the definitions, starts the controllers and returns when they run.
    ///
    /// @throws IllegalStateException if the program is missing and cannot be built, or if it ends by itself
    public static CertManagerController start(LocalKubernetes cluster) {
        KubernetesClient client = cluster.client();
        Definitions definitions = Definitions.install(client, ProgramSet.CERT_MANAGER.definitions());
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        Neighbour process = Neighbour.start(
                cluster,
                ProgramSet.CERT_MANAGER.program("cert-manager"),
                Map.of(),
                List.of("--kubeconfig=" + cluster.kubeconfig(), "--namespace=" + NAMESPACE));
        await("cert-manager to run")
                .atMost(PATIENCE)
                .until(() -> process.requireRunning() && process.log().contains(" runs\n"));
        return new CertManagerController(client, definitions, process);
    }

    /// Ends it and removes definitions, their objects and the namespace. Secrets that were issued stay, as they do
    /// when cert-manager is uninstalled.
    @Override
    public void close() {
        process.close();
        definitions.remove();
        client.namespaces().withName(NAMESPACE).delete();
        await("the end of namespace " + NAMESPACE)
                .atMost(PATIENCE)
                .until(() -> client.namespaces().withName(NAMESPACE).get() == null);
    }
}
