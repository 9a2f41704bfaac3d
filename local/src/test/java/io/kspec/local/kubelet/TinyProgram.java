package io.kspec.local.kubelet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// What the pods of the tests run.
final class TinyProgram {
    static final String STORE_PASSWORD = "not a secret";

    private static final Pattern REQUEST_UID = Pattern.compile("\"request\":\\{\"uid\":\"([^\"]+)\"");
    private static final String REFUSAL = """
            {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
             "response": {"uid": "UID", "allowed": false, "status": {"message": "judged in a pod"}}}
            """;

    private TinyProgram() {}

    /// `serve`: answers at `$POD_IP:8080`. `who`: asks the API server for config maps and secrets of its namespace.
    /// `judge <key store>`: a webhook at `$POD_IP:8443` that refuses everything.
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        switch (arguments[0]) {
            case "serve" -> serve(System.getenv("POD_IP"), System.getenv("POD_NAME"));
            case "who" -> ask();
            case "judge" -> judge(System.getenv("POD_IP"), Path.of(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /// The image of the tests that runs this program.
    static ImageProgram image() {
        return ImageProgram.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                TinyProgram.class.getName());
    }

    /// `/name` is the pod's; `/ready` answers 200, and 503 after somebody asked for `/unready`.
    private static void serve(String address, String name) throws IOException {
        AtomicBoolean ready = new AtomicBoolean(true);
        HttpServer server = HttpServer.create(new InetSocketAddress(address, 8080), 0);
        server.createContext("/name", exchange -> answer(exchange, 200, name));
        server.createContext("/ready", exchange -> answer(exchange, ready.get() ? 200 : 503, ""));
        server.createContext("/unready", exchange -> {
            ready.set(false);
            answer(exchange, 200, "");
        });
        server.start();
    }

    private static void judge(String address, Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD.toCharArray());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, STORE_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(address, 8443), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher uid = REQUEST_UID.matcher(asked);
            answer(exchange, 200, REFUSAL.replace("UID", uid.find() ? uid.group(1) : ""));
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, int code, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /// Configured as any program in a pod: by nothing at all.
    private static void ask() {
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            System.out.println("namespace: " + client.getNamespace());
            System.out.println(
                    "config maps: " + outcome(() -> client.configMaps().list()));
            System.out.println("secrets: " + outcome(() -> client.secrets().list()));
        }
    }

    private static String outcome(Runnable question) {
        try {
            question.run();
            return "allowed";
        } catch (KubernetesClientException refused) {
            return "refused with " + refused.getCode();
        }
    }
}
