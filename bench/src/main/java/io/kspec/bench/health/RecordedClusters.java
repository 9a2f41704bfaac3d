package io.kspec.bench.health;

import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.https.Doors;
import io.kspec.bench.https.Trust;
import io.kspec.bench.server.ManagedCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Clusters beyond those for which real API servers fit on this machine: each has a port of its own that answers over
/// HTTPS what the real API server answered when it was first asked the same, as late as a network would.
final class RecordedClusters {
    private static final Duration DISTANCE = Duration.ofMillis(20);
    private static final Pattern SERVER = Pattern.compile("server: \"([^\"]+)\"");
    private static final Pattern AUTHORITY = Pattern.compile("certificate-authority-data: \"([^\"]+)\"");

    private final Map<Doors.Asked, Doors.Answer> recorded = new ConcurrentHashMap<>();
    private final Doors doors;
    private final String kubeconfig;
    private final String real;
    private final HttpClient http;

    RecordedClusters(ManagedCluster cluster, Doors doors) {
        this.doors = doors;
        this.kubeconfig = cluster.kubeconfig();
        this.real = found(SERVER, kubeconfig);
        this.http = Trust.client(
                new String(Base64.getDecoder().decode(found(AUTHORITY, kubeconfig)), StandardCharsets.US_ASCII));
    }

    static Duration distance() {
        return DISTANCE;
    }

    /// A further cluster; answers its kubeconfig.
    String another() {
        int port = doors.open(this::answer);
        String authority = Base64.getEncoder()
                .encodeToString(doors.identity().certificate().getBytes(StandardCharsets.US_ASCII));
        return kubeconfig.replace(real, "https://127.0.0.1:" + port).replace(found(AUTHORITY, kubeconfig), authority);
    }

    private Doors.Answer answer(Doors.Asked asked) {
        try {
            Thread.sleep(DISTANCE);
            return recorded.computeIfAbsent(anybody(asked), _ -> ask(asked));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("an answer was called off");
        }
    }

    /// Whoever asks gets the same answer.
    private static Doors.Asked anybody(Doors.Asked asked) {
        return new Doors.Asked(asked.method(), asked.uri(), asked.contentType(), "", asked.body());
    }

    private Doors.Answer ask(Doors.Asked asked) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(real + asked.uri()))
                .method(asked.method(), BodyPublishers.ofString(asked.body()))
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
            throw new BenchmarkFailed("a recording was called off");
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
