package io.kspec.operator.certificate;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps the authority and the serving certificate in Secrets, so that every replica serves with the same and a
/// restart changes nothing. A leaf lives 90 days and is renewed 30 days before its end.
public final class CertificateStore {
    static final String AUTHORITY = "kspec-webhook-ca";
    static final String SERVING = "kspec-webhook-tls";
    static final Duration LEAF_LIFE = Duration.ofDays(90);
    static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final String SERVICE = "kspec-webhook-service";
    private static final int CONFLICT = 409;

    private final KubernetesClient client;
    private final String namespace;
    private final Clock clock;

    public CertificateStore(KubernetesClient client, String namespace, Clock clock) {
        this.client = client;
        this.namespace = namespace;
        this.clock = clock;
    }

    /// The certificate to serve with now; issued and stored when there is none, or none that lasts.
    ///
    /// @throws KubernetesClientException when the Secrets can neither be read nor written
    public ServingCertificate current() {
        Instant now = clock.instant();
        KeyAndCertificate root = stored(AUTHORITY)
                .filter(found -> lasts(found, now))
                .orElseGet(
                        () -> store(AUTHORITY, CertificateAuthority.found(now).root()));
        KeyAndCertificate leaf = stored(SERVING)
                .filter(found -> lasts(found, now) && issuedBy(found, root))
                .orElseGet(() -> store(
                        SERVING,
                        new CertificateAuthority(root)
                                .issue(
                                        List.of(
                                                SERVICE + "." + namespace + ".svc",
                                                SERVICE + "." + namespace + ".svc.cluster.local",
                                                SERVICE + "." + namespace,
                                                SERVICE,
                                                "localhost"),
                                        List.of("127.0.0.1"),
                                        now,
                                        LEAF_LIFE)));
        return ServingCertificate.of(leaf, root);
    }

    private static boolean lasts(KeyAndCertificate pair, Instant now) {
        return now.plus(RENEW_BEFORE).isBefore(pair.certificate().getNotAfter().toInstant());
    }

    private static boolean issuedBy(KeyAndCertificate leaf, KeyAndCertificate root) {
        try {
            leaf.certificate().verify(root.certificate().getPublicKey());
            return true;
        } catch (java.security.GeneralSecurityException foreign) {
            return false;
        }
    }

    private Optional<KeyAndCertificate> stored(String name) {
        return Optional.ofNullable(
                        client.secrets().inNamespace(namespace).withName(name).get())
                .flatMap(secret -> Pem.read(text(secret, "tls.key"), text(secret, "tls.crt")));
    }

    private static String text(Secret secret, String key) {
        Map<String, String> data = secret.getData() == null ? Map.of() : secret.getData();
        return new String(Base64.getMimeDecoder().decode(data.getOrDefault(key, "")), StandardCharsets.US_ASCII);
    }

    /// Two replicas may issue at once: the Secret that was stored first holds for both.
    private KeyAndCertificate store(String name, KeyAndCertificate fresh) {
        Secret wanted = new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels("app.kubernetes.io/managed-by", "kspec")
                .addToLabels("kspec.io/component", "webhook")
                .endMetadata()
                .withType("kubernetes.io/tls")
                .addToStringData("tls.key", Pem.of(fresh.key()))
                .addToStringData("tls.crt", Pem.of(fresh.certificate()))
                .build();
        var secrets = client.secrets().inNamespace(namespace);
        Secret live = secrets.withName(name).get();
        try {
            if (live == null) {
                secrets.resource(wanted).create();
            } else {
                wanted.getMetadata().setResourceVersion(live.getMetadata().getResourceVersion());
                secrets.resource(wanted).update();
            }
            return fresh;
        } catch (KubernetesClientException raced) {
            if (raced.getCode() != CONFLICT) {
                throw raced;
            }
            return stored(name).orElseThrow(() -> raced);
        }
    }
}
