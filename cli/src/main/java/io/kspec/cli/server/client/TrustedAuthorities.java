package io.kspec.cli.server.client;

import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Whom a server's certificate may be signed by.
final class TrustedAuthorities {
    private TrustedAuthorities() {}

    /// Those of a PEM file, and nobody else.
    static Step<SSLContext> of(Path file) {
        Collection<? extends Certificate> certificates;
        try {
            certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
        } catch (IOException unreadable) {
            return wrong(file, "cannot be read: " + unreadable.getClass().getSimpleName());
        } catch (CertificateException malformed) {
            return wrong(file, "holds no certificates");
        }
        return certificates.isEmpty() ? wrong(file, "holds no certificates") : Step.next(context(certificates));
    }

    private static SSLContext context(Collection<? extends Certificate> certificates) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("certificates in memory could not be trusted", impossible);
        }
    }

    private static Step<SSLContext> wrong(Path file, String what) {
        return Step.stop(
                ExitCode.USAGE,
                "the file %s (%s). Name the PEM file of the server's authority with --ca-file.".formatted(what, file));
    }
}
