package io.kspec.bench.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.URLUtils;
import io.kspec.bench.BenchmarkFailed;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// Plain requests to the API server: every answer counts, none is retried.
public final class Api {
    static final String REGISTRATION_NAME = "kspec-validating-webhook";

    private static final String REGISTRATION =
            "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/" + REGISTRATION_NAME;
    private static final String PODS = "/api/v1/namespaces/%s/pods?dryRun=All".formatted(GuardedCluster.NAMESPACE);
    private static final long PATIENCE_SECONDS = 15;

    private final KubernetesClient client;
    private final ObjectMapper mapper = new ObjectMapper();

    Api(KubernetesClient client) {
        this.client = client;
    }

    public ApiAnswer registration() {
        return send("GET", REGISTRATION, "");
    }

    public ApiAnswer deleteRegistration() {
        return send("DELETE", REGISTRATION, "");
    }

    /// Asks for a pod without storing it; the answer holds it as it would be stored.
    ///
    /// @param pod JSON
    public ApiAnswer dryRun(String pod) {
        return send("POST", PODS, pod);
    }

    /// Any request; PATCH merges.
    ///
    /// @param path from the root, such as `/api/v1/namespaces`
    /// @param body JSON, or empty
    public ApiAnswer send(String method, String path, String body) {
        var http = client.getHttpClient();
        var request = http.newHttpRequestBuilder()
                .uri(URLUtils.join(client.getMasterUrl().toString(), path))
                .method(
                        method,
                        method.equals("PATCH") ? "application/merge-patch+json" : "application/json",
                        body.isEmpty() ? null : body)
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .build();
        try {
            HttpResponse<String> response = http.sendAsync(request, String.class)
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            return new ApiAnswer(response.code(), json(response.body()));
        } catch (CompletionException silent) {
            throw new BenchmarkFailed("%s %s was not answered: %s".formatted(method, path, silent.getCause()));
        }
    }

    private JsonNode json(String text) {
        try {
            return mapper.readTree(text == null ? "" : text);
        } catch (JsonProcessingException plain) {
            return mapper.createObjectNode().put("message", text);
        }
    }
}
