package io.kspec.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.kspec.server.mail.MailRepository.Claimed;
import io.kspec.server.mail.MailSettings.StartTls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The protocol: encryption, trust, passwords and addresses.
final class SmtpTest {
    private static final String PASSWORD = "correct-horse";

    @TempDir
    Path directory;

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        mail.start();
        mail.setUser("kspec@kspec.test", "kspec", PASSWORD);
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    @Test
    void aTrustedServerGetsPasswordAndLetterOverTls() throws Exception {
        try (StartTlsFront front = front("ip:127.0.0.1")) {
            assertThat(send(front.port(), PASSWORD, Optional.of(certificate()), "anna@kspec.test"))
                    .isEqualTo(new Posted.Taken());
            assertThat(front.encrypted()).isEqualTo(1);
        }
        assertThat(mail.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aServerThatNobodyTrustsOrThatIsAnotherGetsNothing() throws Exception {
        try (StartTlsFront front = front("ip:127.0.0.1")) {
            assertThat(send(front.port(), PASSWORD, Optional.empty(), "anna@kspec.test"))
                    .isInstanceOf(Posted.NotNow.class);
        }
        try (StartTlsFront front = front("dns:other.kspec.test")) {
            assertThat(send(front.port(), PASSWORD, Optional.of(certificate()), "anna@kspec.test"))
                    .isInstanceOf(Posted.NotNow.class);
        }
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    @Test
    void aWrongPasswordIsTriedAgainLaterAndNeverTold() throws Exception {
        try (StartTlsFront front = front("ip:127.0.0.1")) {
            Posted posted = send(front.port(), "wrong-horse", Optional.of(certificate()), "anna@kspec.test");
            assertThat(posted).isInstanceOf(Posted.NotNow.class);
            assertThat(posted.toString()).doesNotContain("wrong-horse");
        }
    }

    @Test
    void whatIsNoAddressIsNeverTriedAgain() throws Exception {
        try (StartTlsFront front = front("ip:127.0.0.1")) {
            assertThat(send(front.port(), PASSWORD, Optional.of(certificate()), "anna at home"))
                    .isInstanceOf(Posted.Never.class);
        }
    }

    @Test
    void aFileWithoutCertificatesStopsTheStart() throws IOException {
        Path file = Files.writeString(directory.resolve("bad.pem"), "-----BEGIN CERTIFICATE-----\nnonsense\n");
        assertThatThrownBy(() -> send(1, PASSWORD, Optional.of(file), "anna@kspec.test"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("kspec.mail.trust");
    }

    private static Posted send(int port, String password, Optional<Path> trust, String recipient) {
        TestSettings settings =
                new TestSettings(port, StartTls.Required, Duration.ofHours(1), Optional.of(password), trust);
        Claimed letter = new Claimed(
                UUID.randomUUID(),
                "Approval",
                "42",
                recipient,
                new Written("subject", "text", "<p>html</p>"),
                1,
                false);
        return new Smtp(settings, Clock.systemUTC()).send(letter);
    }

    private Path certificate() {
        return directory.resolve("mail.pem");
    }

    private StartTlsFront front(String name) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = directory.resolve("mail.p12");
        Files.deleteIfExists(store);
        keytool(store, "-genkeypair", "-dname", "CN=mail", "-keyalg", "EC", "-ext", "san=" + name);
        keytool(store, "-exportcert", "-rfc", "-file", certificate().toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return new StartTlsFront(tls, mail.getSmtp().getPort());
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "mail", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
