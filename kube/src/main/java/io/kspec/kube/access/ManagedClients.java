package io.kspec.kube.access;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/// Clients of managed clusters. They know nothing of this machine: no kubeconfig, environment, proxy or service
/// account of its own has any part in them.
public final class ManagedClients {
    private static final int RETRIES = 1;
    private static final int RETRY_AFTER_MILLIS = 200;

    private ManagedClients() {}

    /// A client that signs in with a minted token; the caller closes it.
    ///
    /// @param patience for one request
    public static KubernetesClient withToken(
            KubeconfigInspection.Accepted cluster, MintedToken token, Duration patience) {
        return client(cluster, new Credential.Token(token.token()), patience);
    }

    /// A client that signs in as an accepted kubeconfig says; the caller closes it.
    ///
    /// @param patience for one request
    public static KubernetesClient of(KubeconfigInspection.Accepted cluster, Duration patience) {
        return client(cluster, cluster.credential(), patience);
    }

    private static KubernetesClient client(
            KubeconfigInspection.Accepted cluster, Credential credential, Duration patience) {
        return new KubernetesClientBuilder()
                .withConfig(config(cluster, credential, patience))
                .build();
    }

    /// What such a client is made from, for those who make it in another way.
    ///
    /// @param credential instead of the one in the kubeconfig
    public static Config config(KubeconfigInspection.Accepted cluster, Credential credential, Duration patience) {
        int millis = (int) Math.min(Integer.MAX_VALUE, patience.toMillis());
        var config = new ConfigBuilder(Config.empty())
                .withMasterUrl(cluster.server().toString())
                .withRequestTimeout(millis)
                .withConnectionTimeout(millis)
                .withRequestRetryBackoffLimit(RETRIES)
                .withRequestRetryBackoffInterval(RETRY_AFTER_MILLIS);
        cluster.authority().ifPresent(pem -> config.withCaCertData(base64(pem)));
        switch (credential) {
            case Credential.Token token -> config.withOauthToken(token.token());
            case Credential.Password password ->
                config.withUsername(password.name()).withPassword(password.password());
            case Credential.ClientCertificate certificate ->
                config.withClientCertData(base64(certificate.chain())).withClientKeyData(base64(certificate.key()));
        }
        return config.build();
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
