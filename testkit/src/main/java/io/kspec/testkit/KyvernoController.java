package io.kspec.testkit;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.local.FreePorts;
import io.kspec.local.LocalKubernetes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Kyverno's own admission controller at work in a cluster, out of it: policies are in force, and their status says
/// so.
///
/// The API server calls it by address instead of through a service; what a policy would generate or mutate in the
/// background does not happen, because only the admission controller runs. The cluster needs its controller
/// manager, and is best a private one: webhooks hold for all of it.
///
/// ```java
/// try (KyvernoController kyverno = KyvernoController.start(cluster)) {
///     client.resource(policy).create();
///     kyverno.awaitReady("disallow-privileged");
/// }
/// ```
public final class KyvernoController implements AutoCloseable {
    private static final String NAMESPACE = "kyverno";
    private static final String ADMISSION = "kyverno-admission-controller";
    private static final String BACKGROUND = "kyverno-background-controller";
    private static final String REPORTS = "kyverno-reports-controller";
    private static final String CONFIGURATION = "kyverno";
    private static final String METRICS = "kyverno-metrics";
    private static final String POLICY_WEBHOOK = "kyverno-policy-validating-webhook-cfg";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final KubernetesClient client;
    private final Definitions definitions;
    private final Neighbour process;

    private KyvernoController(KubernetesClient client, Definitions definitions, Neighbour process) {
        this.client = client;
        this.definitions = definitions;
        this.process = process;
    }

    /// Installs the definitions, starts the controller and returns when it answers for policies.
    ///
    /// @throws IllegalStateException if its programs are missing and cannot be built, or if it ends by itself
    public static KyvernoController start(LocalKubernetes cluster) {
        KubernetesClient client = cluster.client();
        Definitions definitions = Definitions.install(client, ProgramSet.KYVERNO.definitions());
        belongings().forEach(object -> client.resource(object).create());
        String address = "127.0.0.1:" + FreePorts.one();
        Neighbour process = Neighbour.start(
                cluster, ProgramSet.KYVERNO.program("kyverno"), environment(), arguments(cluster, address));
        var started = new KyvernoController(client, definitions, process);
        await("Kyverno's webhooks at " + address)
                .atMost(PATIENCE)
                .until(() -> process.requireRunning() && started.isRegisteredAt(address) && started.answers());
        return started;
    }

    /// Waits until a ClusterPolicy is reported Ready: from then on it is in force.
    public void awaitReady(String clusterPolicy) {
        await("ClusterPolicy %s to be Ready".formatted(clusterPolicy))
                .atMost(PATIENCE)
                .until(() -> process.requireRunning() && isReady(clusterPolicy));
    }

    /// Ends it and removes all that it and its start have made: webhooks, policies, definitions and the namespace.
    @Override
    public void close() {
        process.close();
        var registrations = client.admissionRegistration().v1();
        Stream.concat(
                        registrations.validatingWebhookConfigurations().list().getItems().stream(),
                        registrations.mutatingWebhookConfigurations().list().getItems().stream())
                .filter(registration -> registration.getMetadata().getName().startsWith("kyverno-"))
                .forEach(registration -> client.resource(registration).delete());
        definitions.remove();
        client.namespaces().withName(NAMESPACE).delete();
        await("the end of namespace " + NAMESPACE)
                .atMost(PATIENCE)
                .until(() -> client.namespaces().withName(NAMESPACE).get() == null);
    }

    private boolean isRegisteredAt(String address) {
        return Optional.ofNullable(client.admissionRegistration()
                        .v1()
                        .validatingWebhookConfigurations()
                        .withName(POLICY_WEBHOOK)
                        .get())
                .stream()
                .flatMap(registration -> registration.getWebhooks().stream())
                .map(ValidatingWebhook::getClientConfig)
                .anyMatch(config -> config.getUrl() != null && config.getUrl().startsWith("https://" + address + "/"));
    }

    /// A dry run of a policy goes through its webhook, which fails closed.
    private boolean answers() {
        try {
            client.resource(probe()).dryRun().create();
            return true;
        } catch (KubernetesClientException notYet) {
            return false;
        }
    }

    private boolean isReady(String clusterPolicy) {
        GenericKubernetesResource policy = client.genericKubernetesResources("kyverno.io/v1", "ClusterPolicy")
                .withName(clusterPolicy)
                .get();
        return policy != null
                && policy.get("status", "conditions") instanceof List<?> conditions
                && conditions.stream()
                        .anyMatch(condition -> condition instanceof Map<?, ?> map
                                && "Ready".equals(map.get("type"))
                                && "True".equals(map.get("status")));
    }

    private static GenericKubernetesResource probe() {
        var probe = new GenericKubernetesResource();
        probe.setApiVersion("kyverno.io/v1");
        probe.setKind("ClusterPolicy");
        probe.setMetadata(new ObjectMetaBuilder().withName("is-kyverno-there").build());
        Map<String, Object> match = Map.of("any", List.of(Map.of("resources", Map.of("kinds", List.of("ConfigMap")))));
        Map<String, Object> validate = Map.of("pattern", Map.of("metadata", Map.of("name", "?*")));
        probe.setAdditionalProperty(
                "spec", Map.of("rules", List.of(Map.of("name", "any", "match", match, "validate", validate))));
        return probe;
    }

    /// What an installation would have made: it looks for each of these when it starts.
    private static List<HasMetadata> belongings() {
        Stream<HasMetadata> namespace = Stream.of(new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .endMetadata()
                .build());
        Stream<HasMetadata> configuration = Stream.of(CONFIGURATION, METRICS).map(name -> new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withData(Map.of())
                .build());
        Stream<HasMetadata> accounts = Stream.of(ADMISSION, BACKGROUND, REPORTS).map(name -> new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .build());
        Stream<HasMetadata> deployments =
                Stream.of(ADMISSION, BACKGROUND, REPORTS).map(KyvernoController::deploymentWithoutPods);
        return Stream.of(namespace, configuration, accounts, deployments)
                .flatMap(objects -> objects)
                .toList();
    }

    private static HasMetadata deploymentWithoutPods(String name) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withReplicas(0)
                .withNewSelector()
                .addToMatchLabels("app", name)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("none")
                .withImage("registry.example/none:1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static Map<String, String> environment() {
        return Map.of(
                "KYVERNO_NAMESPACE", NAMESPACE,
                "KYVERNO_SERVICEACCOUNT_NAME", ADMISSION,
                "KYVERNO_DEPLOYMENT", ADMISSION,
                "KYVERNO_POD_NAME", ADMISSION + "-beside-the-cluster",
                "INIT_CONFIG", CONFIGURATION,
                "METRICS_CONFIG", METRICS);
    }

    private static List<String> arguments(LocalKubernetes cluster, String address) {
        return List.of(
                "--kubeconfig=" + cluster.kubeconfig(),
                "--serverIP=" + address,
                "--webhookServerHost=127.0.0.1",
                "--webhookServerPort=" + address.substring(address.indexOf(':') + 1),
                "--caSecretName=kyverno-ca",
                "--tlsSecretName=kyverno-tls",
                "--backgroundServiceAccountName=system:serviceaccount:%s:%s".formatted(NAMESPACE, BACKGROUND),
                "--reportsServiceAccountName=system:serviceaccount:%s:%s".formatted(NAMESPACE, REPORTS),
                "--controllerRuntimeMetricsAddress=0",
                "--disableMetrics",
                "--disableLogColor");
    }
}
