package io.kspec.server.connection;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kspec.kube.access.Credential;
import io.kspec.kube.access.KubeconfigInspection.Accepted;
import io.kspec.kube.access.ManagedClients;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/// Makes clients from accepted kubeconfigs. All share one event loop; each has one connection to its API server, over
/// which a limited number of requests run at the same time.
@Singleton
final class Clients {
    /// A refusal by 429 or 5xx, and a broken connection, are tried again that often, after 200, 400 and 800 ms or
    /// what the server asks for; the caller's deadline ends it earlier.
    private static final int RETRIES = 3;

    private static final int CONNECT_MILLIS = 3_000;
    private static final Duration REQUEST = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final int requests;

    @Inject
    Clients(Vertx vertx, ConnectionSettings settings) {
        this.vertx = vertx;
        this.requests = settings.requestsPerCluster();
    }

    /// With the credential as it stands in the kubeconfig.
    KubernetesClient client(Accepted cluster) {
        return client(ManagedClients.config(cluster, cluster.credential(), REQUEST));
    }

    /// With tokens instead of the credential.
    KubernetesClient client(Accepted cluster, Supplier<String> token) {
        Config config = ManagedClients.config(cluster, new Credential.Token(""), REQUEST);
        config.setOauthToken(null);
        config.setOauthTokenProvider(token::get);
        return client(config);
    }

    private KubernetesClient client(Config config) {
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setRequestRetryBackoffLimit(RETRIES);
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new OneConnection(vertx, requests))
                .withHttpClientBuilderConsumer(
                        builder -> builder.addOrReplaceInterceptor(TraceHeader.NAME, new TraceHeader()))
                .build();
    }
}
