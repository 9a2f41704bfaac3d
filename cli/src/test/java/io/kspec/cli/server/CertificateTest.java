package io.kspec.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.kspec.cli.Kspec;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands against a server whose certificate only its own file vouches for.
final class CertificateTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path home;

    private final List<String> tokens = new ArrayList<>();
    private HttpsServer server;

    @BeforeEach
    void aServerHasACertificateOfItsOwn() throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "server",
                "-file",
                home.resolve("ca.pem").toString());
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.createContext("/", exchange -> {
            try (exchange) {
                tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
                byte[] body = "{\"operators\": [], \"total\": 0}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aCertificateThatNobodyVouchesForEndsItBeforeTheTokenIsSent() {
        Kspec.Ended ended = list("localhost");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("its certificate is not accepted").contains("--ca-file");
        assertThat(tokens).isEmpty();
    }

    @Test
    void theNamedAuthorityVouchesForItsNameOnly() {
        String ca = home.resolve("ca.pem").toString();
        assertThat(list("localhost", "--ca-file", ca).code()).isZero();
        assertThat(list("127.0.0.1", "--ca-file", ca).code()).isEqualTo(3);
        assertThat(tokens).containsExactly("Bearer t0ken");
    }

    private Kspec.Ended list(String host, String... more) {
        var line = new ArrayList<>(List.of(
                "operators",
                "list",
                "--server",
                "https://%s:%d".formatted(host, server.getAddress().getPort())));
        line.addAll(List.of(more));
        return Kspec.at(home).with(Map.of("KSPEC_TOKEN", "t0ken")).run(line.toArray(String[]::new));
    }

    private SSLContext context() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(home.resolve("server.p12"))) {
            store.load(file, PASSWORD.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void keytool(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("-keystore", home.resolve("server.p12").toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
