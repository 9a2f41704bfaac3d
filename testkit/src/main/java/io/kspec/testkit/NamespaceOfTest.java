package io.kspec.testkit;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// The namespace made for one test; closed, and so deleted, by JUnit when the test has ended.
record NamespaceOfTest(KubernetesClient client, String name) implements AutoCloseable {
    private static final Namespace NAMESPACE = Namespace.create(NamespaceOfTest.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LONGEST_TITLE = 50;

    /// Makes it at the first call for a context; a nested context has one of its own.
    static NamespaceOfTest of(ExtensionContext context, LocalKubernetes cluster) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(context.getUniqueId(), _ -> make(context, cluster), NamespaceOfTest.class);
    }

    private static NamespaceOfTest make(ExtensionContext context, LocalKubernetes cluster) {
        KubernetesClient client = cluster.client();
        String name = nameFor(TestTitle.of(context));
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        if (cluster.options().components().contains(Component.CONTROLLER_MANAGER)) {
            awaitServiceAccount(client, name);
        }
        return new NamespaceOfTest(client, name);
    }

    /// Without its service account, a new namespace refuses pods.
    private static void awaitServiceAccount(KubernetesClient client, String namespace) {
        Awaitility.await("service account default of namespace " + namespace)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> client.serviceAccounts()
                                .inNamespace(namespace)
                                .withName("default")
                                .get()
                        != null);
    }

    /// A valid name of at most 63 characters that tells the test and differs at each call.
    static String nameFor(String title) {
        String words = title.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        String shortened =
                words.substring(0, Math.min(words.length(), LONGEST_TITLE)).replaceAll("^-+|-+$", "");
        return "test-%s-%06x".formatted(shortened, ThreadLocalRandom.current().nextInt(1 << 24));
    }

    @Override
    public void close() {
        try {
            client.namespaces().withName(name).delete();
        } catch (KubernetesClientException gone) {
            // the cluster was stopped by the test, or is being stopped; it takes the namespace with it
        }
    }
}
