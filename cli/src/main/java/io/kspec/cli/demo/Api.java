package io.kspec.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.URLUtils;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Plain requests to an API server, so that the story can show status codes and warnings as they came.
final class Api {
    private static final long PATIENCE_SECONDS = 15;
    private static final Pattern WARNING = Pattern.compile("299 \\S+ \"(.*)\"");

    private final KubernetesClient client;
    private final ObjectMapper mapper = new ObjectMapper();

    Api(KubernetesClient client) {
        this.client = client;
    }

    Answer get(String path) {
        return send("GET", path, "application/json", "");
    }

    Answer post(String path, JsonNode body) {
        return send("POST", path, "application/json", body.toString());
    }

    Answer put(String path, JsonNode body) {
        return send("PUT", path, "application/json", body.toString());
    }

    /// A strategic merge patch, as kubectl debug sends it.
    Answer patch(String path, JsonNode body) {
        return send("PATCH", path, "application/strategic-merge-patch+json", body.toString());
    }

    Answer mergePatch(String path, String body) {
        return send("PATCH", path, "application/merge-patch+json", body);
    }

    Answer delete(String path) {
        return send("DELETE", path, "application/json", "");
    }

    private Answer send(String method, String path, String type, String body) {
        var http = client.getHttpClient();
        var request = http.newHttpRequestBuilder()
                .uri(URLUtils.join(client.getMasterUrl().toString(), path))
                .method(method, type, body.isEmpty() ? null : body)
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .build();
        long started = System.nanoTime();
        try {
            HttpResponse<String> response = http.sendAsync(request, String.class)
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            var took = Duration.ofNanos(System.nanoTime() - started);
            return new Answer(response.code(), json(response.body()), warnings(response), took);
        } catch (CompletionException silent) {
            throw new SceneFailed("%s %s was not answered: %s".formatted(method, path, silent.getCause()));
        }
    }

    private JsonNode json(String text) {
        try {
            return mapper.readTree(text == null ? "" : text);
        } catch (JsonProcessingException plain) {
            return mapper.createObjectNode().put("message", text);
        }
    }

    private static List<String> warnings(HttpResponse<String> response) {
        return response.headers("Warning").stream()
                .map(WARNING::matcher)
                .filter(Matcher::matches)
                .map(header -> header.group(1).replace("\\\"", "\""))
                .toList();
    }
}
