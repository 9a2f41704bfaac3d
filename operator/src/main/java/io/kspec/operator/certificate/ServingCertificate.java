package io.kspec.operator.certificate;

import java.time.Instant;

/// What admission serves with, as PEM.
///
/// @param certificate the leaf
/// @param key its private key; never logged, never printed
/// @param caBundle what the API server checks the leaf by
/// @param notAfter when the leaf ends
public record ServingCertificate(String certificate, String key, String caBundle, Instant notAfter) {
    static ServingCertificate of(KeyAndCertificate leaf, KeyAndCertificate root) {
        return new ServingCertificate(
                Pem.of(leaf.certificate()),
                Pem.of(leaf.key()),
                Pem.of(root.certificate()),
                leaf.certificate().getNotAfter().toInstant());
    }

    /// Without the key.
    @Override
    public String toString() {
        return "ServingCertificate[notAfter=%s]".formatted(notAfter);
    }
}
