package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The service account tokens of one pod: bound to it, so that they end with it, and renewed when four fifths of
/// their time have passed, as the kubelet does.
final class PodTokens {
    private static final long DEFAULT_SECONDS = 3600;
    private static final int FIFTHS = 5;
    private static final int FIFTHS_OF_USE = 4;

    private final KubernetesClient client;
    private final PodFields fields;
    private final Map<String, Token> held = new ConcurrentHashMap<>();

    private record Token(String text, Instant renewal) {}

    PodTokens(KubernetesClient client, PodFields fields) {
        this.client = client;
        this.fields = fields;
    }

    /// The token for this file, a new one if there is none or it is getting old.
    String of(ServiceAccountTokenProjection wanted, Instant now) {
        String key = wanted.getPath();
        Token token = held.get(key);
        if (token == null || !now.isBefore(token.renewal())) {
            token = ask(wanted, now);
            held.put(key, token);
        }
        return token.text();
    }

    private Token ask(ServiceAccountTokenProjection wanted, Instant now) {
        long seconds = Optional.ofNullable(wanted.getExpirationSeconds()).orElse(DEFAULT_SECONDS);
        ObjectMeta pod = fields.pod().getMetadata();
        TokenRequest request = new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences(
                        Optional.ofNullable(wanted.getAudience()).map(List::of).orElse(List.of()))
                .withExpirationSeconds(seconds)
                .withNewBoundObjectRef()
                .withApiVersion("v1")
                .withKind("Pod")
                .withName(pod.getName())
                .withUid(pod.getUid())
                .endBoundObjectRef()
                .endSpec()
                .build();
        TokenRequest granted = client.serviceAccounts()
                .inNamespace(pod.getNamespace())
                .withName(fields.serviceAccount())
                .tokenRequest(request);
        Duration use = Duration.ofSeconds(seconds).multipliedBy(FIFTHS_OF_USE).dividedBy(FIFTHS);
        return new Token(granted.getStatus().getToken(), now.plus(use));
    }
}
