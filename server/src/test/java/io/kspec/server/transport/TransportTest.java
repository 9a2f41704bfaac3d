package io.kspec.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TransportTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir
    Path directory;

    @Test
    void withoutACertificateAnOwnOneIsMadeForTheNamesOfThisMachine() throws IOException, GeneralSecurityException {
        Map<String, String> settings =
                settings(Map.of("kspec.tls.directory", directory.toString(), "kspec.tls.names", "kspec.example.org"));

        assertThat(settings).containsEntry("quarkus.http.insecure-requests", "disabled");
        assertThat(settings.get("quarkus.http.ssl.protocols")).isEqualTo("TLSv1.3,TLSv1.2");
        assertThat(certificate().getSubjectAlternativeNames().stream()
                        .map(name -> name.get(1).toString()))
                .contains("localhost", "127.0.0.1", "kspec.example.org");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("tls.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void theOwnCertificateIsKeptUntilItsLastWeek() throws IOException, GeneralSecurityException {
        Map<String, String> given = Map.of("kspec.tls.directory", directory.toString());
        settings(given);
        X509Certificate first = certificate();

        Transport.settings(name -> Optional.ofNullable(given.get(name)), NOW.plus(Duration.ofDays(300)));
        assertThat(certificate()).isEqualTo(first);
        Transport.settings(name -> Optional.ofNullable(given.get(name)), NOW.plus(Duration.ofDays(360)));
        assertThat(certificate()).isNotEqualTo(first);
    }

    @Test
    void aCertificateThatIsGivenIsUsedAndHalfAGiftIsRefused() {
        assertThat(settings(Map.of("kspec.tls.certificate", "a.crt", "kspec.tls.key", "a.key")))
                .containsEntry("quarkus.http.ssl.certificate.files", "a.crt")
                .containsEntry("quarkus.http.ssl.certificate.key-files", "a.key");
        assertThatThrownBy(() -> settings(Map.of("kspec.tls.key", "a.key"))).hasMessageContaining("Set both");
        assertThat(settings(Map.of())).isEmpty();
    }

    private X509Certificate certificate() throws IOException, GeneralSecurityException {
        try (InputStream file = Files.newInputStream(directory.resolve("tls.crt"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
        }
    }

    private static Map<String, String> settings(Map<String, String> given) {
        return Transport.settings(name -> Optional.ofNullable(given.get(name)), NOW);
    }
}
