package io.kspec.server.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/// Whether a certificate of our own is good for a while.
final class Validity {
    private static final Duration WEEK = Duration.ofDays(7);

    private Validity() {}

    /// False for a file that is missing or no certificate.
    static boolean lasts(Path certificate, Instant now) {
        if (!Files.exists(certificate)) {
            return false;
        }
        try (InputStream file = Files.newInputStream(certificate)) {
            X509Certificate read =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
            return read.getNotAfter().toInstant().isAfter(now.plus(WEEK));
        } catch (IOException | CertificateException _) {
            return false;
        }
    }
}
