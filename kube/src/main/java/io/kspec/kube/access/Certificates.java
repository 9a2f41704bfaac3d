package io.kspec.kube.access;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Certificates as Kubernetes writes them: PEM in base64.
public final class Certificates {
    private Certificates() {}

    /// The bytes of a text in base64; empty when it is none, or says nothing.
    public static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64.strip())).filter(bytes -> bytes.length > 0);
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    /// Those of a text in PEM, in its order; none when any of them cannot be read.
    public static List<X509Certificate> of(byte[] pem) {
        try {
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException broken) {
            return List.of();
        }
    }
}
