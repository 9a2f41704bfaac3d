package io.kspec.operator.certificate;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A Secret of ours as it stands, with what it holds as far as that can be read. Never printed: it holds a key.
final class StoredSecret {
    private final Secret secret;

    StoredSecret(Secret secret) {
        this.secret = secret;
    }

    String version() {
        return secret.getMetadata().getResourceVersion();
    }

    /// Key and certificate; empty when they were damaged.
    Optional<KeyAndCertificate> pair() {
        return Pem.read(text("tls.key"), text("tls.crt"));
    }

    String text(String key) {
        Map<String, String> data = secret.getData() == null ? Map.of() : secret.getData();
        return new String(Base64.getMimeDecoder().decode(data.getOrDefault(key, "")), StandardCharsets.US_ASCII);
    }

    List<X509Certificate> certificates(String key) {
        return Pem.certificates(text(key));
    }

    Optional<String> annotation(String name) {
        @Nullable Map<String, String> annotations = secret.getMetadata().getAnnotations();
        return Optional.ofNullable(annotations).map(all -> all.get(name));
    }

    /// The issuer that cert-manager noted; empty when kspec wrote the Secret.
    Optional<String> certManagerIssuer() {
        return annotation("cert-manager.io/issuer-name")
                .map(name -> annotation("cert-manager.io/issuer-kind").orElse("Issuer") + "/" + name);
    }
}
