package io.kspec.kube.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.health.Evidence;
import io.kspec.lifecycle.health.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// A webhook at a URL, asked as the API server asks it.
record UrlEndpoint(URI url, String authority, Duration patience) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static UrlEndpoint of(JsonNode clientConfig, Duration patience) {
        return new UrlEndpoint(
                URI.create(clientConfig.path("url").asText("")),
                clientConfig.path("caBundle").asText(""),
                patience);
    }

    Evidence ask(ObjectNode review) {
        try {
            var seen = SeenCertificate.by(authority);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {seen}, new SecureRandom());
            long begun = System.nanoTime();
            boolean answered = answered(tls, review);
            return new Evidence.Webhook(
                    url.toString(),
                    answered,
                    Duration.ofNanos(System.nanoTime() - begun),
                    !answered || seen.isTrusted(),
                    seen.expiry());
        } catch (GeneralSecurityException broken) {
            return new Evidence.Unread(Part.WEBHOOK, "the authority of %s cannot be read".formatted(url));
        }
    }

    private boolean answered(SSLContext tls, ObjectNode review) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(review.toString()))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(tls).connectTimeout(patience).build()) {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == 200 && Reviews.isAnswer(JSON.readTree(response.body()));
        } catch (IOException silent) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
