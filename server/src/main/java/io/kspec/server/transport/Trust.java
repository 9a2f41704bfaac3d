package io.kspec.server.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Believes in the certificates of a file and in no others.
public final class Trust {
    private Trust() {}

    /// For connections of ours to a server whose authority the machine does not know.
    ///
    /// @param setting that names the file, for the message
    /// @throws IllegalStateException if it holds no certificates
    public static SSLContext of(Path pem, String setting) {
        try (InputStream file = Files.newInputStream(pem)) {
            KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
            known.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                known.setCertificateEntry(Integer.toString(known.size()), certificate);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(known);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException(
                    "%s, named by %s, holds no certificates that can be read. Let it name a PEM file."
                            .formatted(pem, setting),
                    unreadable);
        }
    }
}
