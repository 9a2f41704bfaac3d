package io.kspec.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsServer;
import io.kspec.local.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WidgetWebhookTest {
    private static final String ADDRESS = "127.203.0.9";
    private static final int TIMEOUT_MILLIS = 10_000;

    @TempDir
    private Path scratch;

    /// As an API server keeps one that it dialled for a question which another connection then took.
    @Test
    void aConnectionThatAsksNothingKeepsNobodyWaiting() throws Exception {
        WebhookKeys keys = WebhookKeys.of("widgets", List.of("default"), scratch);
        Path store = Files.write(scratch.resolve("store"), Base64.getDecoder().decode(keys.store()));
        HttpsServer server = WidgetWebhook.serve(ADDRESS, store, "1.0.0");
        try (SSLSocket silent = connected(keys);
                SSLSocket asking = connected(keys)) {
            silent.startHandshake();

            assertThat(ask(asking)).contains("version 1.0.0 has no such size");
        } finally {
            server.stop(0);
        }
    }

    private static String ask(SSLSocket socket) throws IOException {
        String review = "{\"request\": {\"uid\": \"1\", \"object\": {\"spec\": {\"size\": 13}}}}";
        socket.getOutputStream().write("""
                        POST /validate HTTP/1.1\r
                        Host: widgets\r
                        Connection: close\r
                        Content-Length: %d\r
                        \r
                        %s""".formatted(review.length(), review).getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static SSLSocket connected(WebhookKeys keys) throws IOException, GeneralSecurityException {
        SSLContext context = Trust.of(Base64.getDecoder().decode(keys.authority()));
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getByName(ADDRESS), WidgetWebhook.PORT);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }
}
