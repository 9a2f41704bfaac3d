package io.kspec.testkit.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Refuses widgets of size 13, and says who it is.
final class WidgetWebhook {
    static final int PORT = 9443;

    private static final int UNLUCKY = 13;
    private static final ObjectMapper JSON = new ObjectMapper();

    private WidgetWebhook() {}

    /// Serves until it is stopped, or the program ends.
    static HttpsServer serve(String address, Path store, String version) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(address, PORT), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(store)));
        // On the thread of the server itself, a connection that asks nothing would keep all others waiting.
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/validate", exchange -> answer(exchange, version));
        server.start();
        return server;
    }

    private static SSLContext tls(Path store) {
        try {
            char[] password = WebhookKeys.PASSWORD.toCharArray();
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(KeyStore.getInstance(store.toFile(), password), password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalStateException("%s is no key store of a webhook".formatted(store), unusable);
        }
    }

    private static void answer(HttpExchange exchange, String version) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody()).path("request");
            boolean allowed = request.at("/object/spec/size").asInt() != UNLUCKY;
            ObjectNode review = JSON.createObjectNode();
            review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
            ObjectNode response = review.putObject("response");
            response.put("uid", request.path("uid").asText()).put("allowed", allowed);
            if (!allowed) {
                response.putObject("status").put("message", "version %s has no such size".formatted(version));
            }
            byte[] bytes = JSON.writeValueAsBytes(review);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
