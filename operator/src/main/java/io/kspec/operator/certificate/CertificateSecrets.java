package io.kspec.operator.certificate;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The two Secrets of the serving certificate, asked for by name only. A write holds only over what was read: of two
/// replicas that issue at once, the first one's certificate is everybody's.
final class CertificateSecrets {
    static final String AUTHORITY = "kspec-webhook-ca";
    static final String SERVING = "kspec-webhook-tls";
    static final Duration LEAF_LIFE = Duration.ofDays(90);
    private static final String SERVICE = "kspec-webhook-service";
    private static final int CONFLICT = 409;

    private final KubernetesClient client;
    private final String namespace;

    CertificateSecrets(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /// The names that the API server and a person at the machine ask for.
    static List<String> dnsNames(String namespace) {
        return List.of(
                SERVICE + "." + namespace + ".svc",
                SERVICE + "." + namespace + ".svc.cluster.local",
                SERVICE + "." + namespace,
                SERVICE,
                "localhost");
    }

    /// @throws KubernetesClientException when it cannot be read
    Optional<StoredSecret> read(String name) {
        return Optional.ofNullable(
                        client.secrets().inNamespace(namespace).withName(name).get())
                .map(StoredSecret::new);
    }

    /// Founds an authority and stores it over what was read; false when somebody was first.
    boolean found(Optional<StoredSecret> over, Instant now) {
        return store(
                AUTHORITY,
                CertificateAuthority.found(now).root(),
                authorityData(Trust.of(over)),
                until(Trust.of(over)),
                over);
    }

    /// Issues a serving certificate and stores it over what was read; false when somebody was first.
    boolean issue(KeyAndCertificate root, Optional<StoredSecret> over, Instant now) {
        KeyAndCertificate leaf =
                new CertificateAuthority(root).issue(dnsNames(namespace), List.of("127.0.0.1"), now, LEAF_LIFE);
        return store(SERVING, leaf, Map.of("ca.crt", Pem.of(root.certificate())), Map.of(), over);
    }

    /// Writes down whom to trust; false when somebody was first.
    boolean keep(Trust trust, StoredSecret over, KeyAndCertificate root) {
        return store(AUTHORITY, root, authorityData(trust), until(trust), Optional.of(over));
    }

    private static Map<String, String> authorityData(Trust trust) {
        return Map.of("current.crt", Pem.of(trust.current()), "former.crt", Pem.of(trust.former()));
    }

    private static Map<String, String> until(Trust trust) {
        return Map.of("kspec.io/former-until", trust.formerUntil().toString());
    }

    private boolean store(
            String name,
            KeyAndCertificate pair,
            Map<String, String> further,
            Map<String, String> annotations,
            Optional<StoredSecret> over) {
        Secret wanted = new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels("app.kubernetes.io/managed-by", "kspec")
                .addToLabels("kspec.io/component", "webhook")
                .addToAnnotations(annotations)
                .withResourceVersion(over.map(StoredSecret::version).orElse(null))
                .endMetadata()
                .withType("kubernetes.io/tls")
                .addToStringData("tls.key", Pem.of(pair.key()))
                .addToStringData("tls.crt", Pem.of(pair.certificate()))
                .addToStringData(further)
                .build();
        var secret = client.secrets().inNamespace(namespace).resource(wanted);
        try {
            if (over.isPresent()) {
                secret.update();
            } else {
                secret.create();
            }
            return true;
        } catch (KubernetesClientException raced) {
            if (raced.getCode() == CONFLICT) {
                return false;
            }
            throw raced;
        }
    }

    /// The authorities that a stored serving certificate names.
    static List<X509Certificate> authorities(StoredSecret serving) {
        return serving.certificates("ca.crt");
    }
}
