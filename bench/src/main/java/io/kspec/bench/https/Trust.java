package io.kspec.bench.https;

import io.kspec.bench.BenchmarkFailed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Clients that trust one certificate and nobody else.
public final class Trust {
    private Trust() {}

    /// Speaks HTTP/1.1, its connections stay open.
    ///
    /// @param certificate PEM
    public static HttpClient client(String certificate) {
        try (var pem = new ByteArrayInputStream(certificate.getBytes(StandardCharsets.US_ASCII))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "trusted", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(context)
                    .build();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (GeneralSecurityException bad) {
            throw new BenchmarkFailed("a certificate cannot be used: " + bad.getMessage());
        }
    }
}
