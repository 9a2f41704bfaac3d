package io.kspec.bench.https;

import io.kspec.bench.BenchmarkFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A real API server behind [Doors], asked on behalf of whoever asks them.
public final class RealServer {
    private static final Pattern SERVER = Pattern.compile("server: \"([^\"]+)\"");
    private static final Pattern AUTHORITY = Pattern.compile("certificate-authority-data: \"([^\"]+)\"");

    private final String kubeconfig;
    private final String address;
    private final HttpClient http;

    /// @param kubeconfig as [io.kspec.bench.server.ManagedCluster] writes it
    public RealServer(String kubeconfig) {
        this.kubeconfig = kubeconfig;
        this.address = found(SERVER, kubeconfig);
        this.http = TrustingClient.of(
                new String(Base64.getDecoder().decode(found(AUTHORITY, kubeconfig)), StandardCharsets.US_ASCII));
    }

    /// The same kubeconfig for a door.
    public String kubeconfigOf(int port, Identity identity) {
        String authority =
                Base64.getEncoder().encodeToString(identity.certificate().getBytes(StandardCharsets.US_ASCII));
        return kubeconfig
                .replace(address, "https://127.0.0.1:" + port)
                .replace(found(AUTHORITY, kubeconfig), authority);
    }

    public Doors.Answer ask(Doors.Asked asked) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + asked.uri()))
                .method(asked.method(), BodyPublishers.ofString(asked.body(), StandardCharsets.ISO_8859_1))
                .header("Accept", "application/json")
                .header("Authorization", asked.authorization());
        if (!asked.contentType().isEmpty()) {
            request.header("Content-Type", asked.contentType());
        }
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Doors.Answer(answer.statusCode(), answer.body());
        } catch (IOException silent) {
            throw new BenchmarkFailed("the real API server did not answer %s: %s".formatted(asked.uri(), silent));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("the real API server was not waited for");
        }
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new BenchmarkFailed("the kubeconfig has no " + pattern);
        }
        return matcher.group(1);
    }
}
