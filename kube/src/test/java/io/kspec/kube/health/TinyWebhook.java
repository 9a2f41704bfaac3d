package io.kspec.kube.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.kspec.kube.managed.Widgets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A webhook at 127.0.0.1 that allows everything, with a certificate of its own.
record TinyWebhook(HttpsServer server, KeyStore store) implements AutoCloseable {
    private static final String PASSWORD = "not a secret";

    /// @param days for which its certificate is good
    static TinyWebhook start(Path scratch, int days)
            throws IOException, InterruptedException, GeneralSecurityException {
        return start(scratch, days, InetAddress.ofLiteral("127.0.0.1"));
    }

    /// @param at the address it listens at, with a certificate for 127.0.0.1 all the same
    static TinyWebhook start(Path scratch, int days, InetAddress at)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = scratch.resolve("store-%d.p12".formatted(days));
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "hook",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=hook",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-ext",
                        "bc=ca:true",
                        "-validity",
                        Integer.toString(days),
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("keytool ended with " + exit);
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(at, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", TinyWebhook::allow);
        server.createContext("/deaf", _ -> {});
        server.start();
        return new TinyWebhook(server, store);
    }

    /// Where it takes a question and never answers.
    String deafUrl() {
        return url().replace("/validate", "/deaf");
    }

    String url() {
        return "https://127.0.0.1:%d/validate".formatted(server.getAddress().getPort());
    }

    /// Its certificate as a `caBundle`.
    String authority() throws GeneralSecurityException {
        String pem = "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(Base64.getMimeEncoder()
                        .encodeToString(store.getCertificate("hook").getEncoded()));
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void allow(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode review = Widgets.tree(exchange.getRequestBody().readAllBytes());
            byte[] answer = """
                    {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
                     "response": {"uid": "%s", "allowed": true}}
                    """.formatted(review.at("/request/uid").asText()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
