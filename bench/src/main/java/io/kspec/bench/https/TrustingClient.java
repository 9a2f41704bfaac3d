package io.kspec.bench.https;

import io.kspec.bench.BenchmarkFailed;
import io.kspec.local.Trust;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;

/// Clients that trust one certificate and nobody else.
public final class TrustingClient {
    private TrustingClient() {}

    /// Speaks HTTP/1.1, its connections stay open.
    ///
    /// @param certificate PEM
    public static HttpClient of(String certificate) {
        try {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(Trust.of(certificate.getBytes(StandardCharsets.US_ASCII)))
                    .build();
        } catch (CertificateException bad) {
            throw new BenchmarkFailed("a certificate cannot be used: " + bad.getMessage());
        }
    }
}
