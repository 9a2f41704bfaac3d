package io.kspec.operator.certificate;

import java.time.Instant;
import java.util.Optional;

/// What admission serves with, as PEM.
///
/// @param certificate the leaf, with the chain above it where there is one
/// @param key its private key; never logged, never printed
/// @param caBundle what the API server checks the leaf by
/// @param notAfter when the leaf ends
/// @param issuer of cert-manager that issued it, `ClusterIssuer/ours`; empty for kspec's own authority
public record ServingCertificate(
        String certificate, String key, String caBundle, Instant notAfter, Optional<String> issuer) {
    static ServingCertificate of(KeyAndCertificate leaf, KeyAndCertificate root) {
        return new ServingCertificate(
                Pem.of(leaf.certificate()),
                Pem.of(leaf.key()),
                Pem.of(root.certificate()),
                leaf.notAfter(),
                Optional.empty());
    }

    /// Empty when the Secret was damaged.
    static Optional<ServingCertificate> of(StoredSecret serving) {
        return serving.pair()
                .map(leaf -> new ServingCertificate(
                        serving.text("tls.crt"),
                        serving.text("tls.key"),
                        serving.text("ca.crt"),
                        leaf.notAfter(),
                        serving.certManagerIssuer()));
    }

    /// Whether one of these authorities vouches for it.
    boolean trustedBy(String bundle) {
        return Pem.certificates(certificate).stream().anyMatch(one -> Pem.certificates(bundle).stream()
                .anyMatch(authority -> KeyAndCertificate.signed(one, authority.getPublicKey())));
    }

    /// Without the key.
    @Override
    public String toString() {
        return "ServingCertificate[notAfter=%s]".formatted(notAfter);
    }
}
